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

    /** When all that was taken will have been earned. */
    private Instant earned;

    /** What a call reserved; at last what it used. */
    static final class Reserved {
        private final Instant at;
        private final double perMinute;
        private long tokens;

        /** Whether the log still counts it. */
        private boolean logged = true;

        private Reserved(Instant at, double perMinute, long tokens) {
            this.at = at;
            this.perMinute = perMinute;
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
        this.earned = now;
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
        forgetBefore(now.minus(WINDOW));
        Instant next = earned.isAfter(now) ? earned : now;
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
    Reserved take(Instant now, long tokens, double share) {
        var reserved = new Reserved(now, perMinute * share, tokens);
        if (Double.isFinite(perMinute)) {
            log.add(reserved);
            sum += tokens;
            earned = (earned.isAfter(now) ? earned : now).plus(timeToEarn(tokens, reserved.perMinute));
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
        earned = earned.minus(timeToEarn(saved, reserved.perMinute));
        if (reserved.logged) {
            sum -= saved;
        }
    }

    private void forgetBefore(Instant moment) {
        while (!log.isEmpty() && log.getFirst().at.isBefore(moment)) {
            Reserved old = log.removeFirst();
            old.logged = false;
            sum -= old.tokens;
        }
    }

    private static Duration timeToEarn(long tokens, double perMinute) {
        return Duration.ofNanos(Math.round(tokens / perMinute * WINDOW.toNanos()));
    }
}
