package io.textmill.worker.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/**
 * Spreads tokens evenly over the minute: after a call of so many tokens, the next one goes when they have been earned
 * again. Tokens are reserved before a call, at their most, and settled after it.
 *
 * <ul>
 *   <li>No minute has more than the limit's share, except for a single call that is larger by itself.
 *   <li>Nothing is saved up while idle, and nothing is there at the beginning.
 *   <li>What was taken is earned at the rate of the moment: a share that grows is of use at once.
 * </ul>
 *
 * <p>Pure but for its own state; one thread at a time.
 */
final class TokenPace {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final double perMinute;
    private final ArrayDeque<Reserved> log = new ArrayDeque<>();

    /** The sum of the log. */
    private long sum;

    /** Tokens taken and not yet earned, as of {@link #counted}; never negative. */
    private double debt;

    private Instant counted;

    /** What a call reserved; at last what it used. */
    static final class Reserved {
        private final Instant at;
        private long tokens;

        /** Whether the log still counts it. */
        private boolean logged = true;

        private Reserved(Instant at, long tokens) {
            this.at = at;
            this.tokens = tokens;
        }
    }

    /**
     * A pace that begins now.
     *
     * @param perMinute tokens of the whole fleet; infinity for no limit
     */
    TokenPace(double perMinute, Instant now) {
        this.perMinute = perMinute;
        this.counted = now;
    }

    /**
     * When a call of so many tokens may go, which takes nothing yet.
     *
     * @param share the part of the limit that is ours, above 0
     */
    Instant next(Instant now, long tokens, double share) {
        if (Double.isInfinite(perMinute)) {
            return now;
        }
        earn(now, share);
        Instant next = now.plus(timeToEarn(debt, share));
        double allowed = perMinute * share;
        long rest = sum;
        for (Reserved reserved : log) {
            if (rest + tokens <= allowed) {
                break;
            }
            rest -= reserved.tokens;
            Instant gone = reserved.at.plus(WINDOW).plusNanos(1);
            next = gone.isAfter(next) ? gone : next;
        }
        return next;
    }

    /** Reserves the tokens of a call that goes now. */
    Reserved take(Instant now, long tokens) {
        var reserved = new Reserved(now, tokens);
        if (Double.isFinite(perMinute)) {
            log.add(reserved);
            sum += tokens;
            debt += tokens;
        }
        return reserved;
    }

    /** What the call really used; what was reserved beyond that is free again. */
    void settle(Reserved reserved, long used) {
        if (Double.isInfinite(perMinute)) {
            return;
        }
        long saved = reserved.tokens - used;
        reserved.tokens = used;
        debt = Math.max(0, debt - saved);
        if (reserved.logged) {
            sum -= saved;
        }
    }

    private void earn(Instant now, double share) {
        double minutes = (double) Duration.between(counted, now).toNanos() / WINDOW.toNanos();
        debt = Math.max(0, debt - Math.max(0, minutes) * perMinute * share);
        counted = now;
        Instant before = now.minus(WINDOW);
        while (!log.isEmpty() && log.getFirst().at.isBefore(before)) {
            Reserved old = log.removeFirst();
            old.logged = false;
            sum -= old.tokens;
        }
    }

    private Duration timeToEarn(double tokens, double share) {
        // No more than a minute: until then the share will have changed, or this is asked again.
        double minutes = Math.min(1, tokens / (perMinute * share));
        return Duration.ofNanos(Math.round(minutes * WINDOW.toNanos()));
    }
}
