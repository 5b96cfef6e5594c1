package io.textmill.worker.quota;

import java.time.Duration;
import java.time.Instant;

/**
 * What others use of the same limit, told by a provider that says how much of it is left. The fleet then leaves that to
 * them. Pure but for its own state; one thread at a time.
 */
final class SharedKey {
    /** How far one reply moves the estimate: calls in flight are counted by the provider and not yet by us, or not both. */
    private static final double WEIGHT = 0.2;

    /** Differences below this part of the limit are not others, but calls on their way and shares that change. */
    private static final double NOISE = 0.1;

    private static final double SMALLEST = 0.05;

    /** What a worker has to know of itself before it judges others: the minute that the provider looks at, and its start. */
    private static final Duration HISTORY = Duration.ofSeconds(70);

    private final double perMinute;

    /** What the whole fleet has used, as far as this worker can tell: what it used itself, over its share at that time. */
    private final MinuteCount fleet = new MinuteCount();

    /** Since when this worker has had a share without a break. */
    private Instant since;

    /** The part of the limit that is the fleet's to use. */
    private double factor = 1;

    /**
     * Nobody else so far.
     *
     * @param perMinute the configured limit of the whole fleet; infinity for none, which is never corrected
     */
    SharedKey(double perMinute, Instant now) {
        this.perMinute = perMinute;
        this.since = now;
    }

    /** The part of the configured limit to use, above 0 and at most 1. */
    double factor() {
        return factor;
    }

    /**
     * We used as much.
     *
     * @param amount may be negative, for what was reserved and not used
     * @param share the part of the fleet's limits that was ours then; 0 for none
     */
    void used(Instant now, long amount, double share) {
        if (share > 0) {
            fleet.add(now, amount / share);
        }
    }

    /** This worker has no share for now: what it knows of the fleet will be worth nothing for a while. */
    void idle(Instant now) {
        since = now;
    }

    /**
     * The provider has told where the limit stands.
     *
     * @param limit as the provider has it, for a minute
     * @param remaining what is left of it
     */
    void told(Instant now, double limit, double remaining) {
        if (Double.isInfinite(perMinute) || limit <= 0 || now.isBefore(since.plus(HISTORY))) {
            return;
        }
        double ceiling = Math.min(limit, perMinute);
        double used = Math.max(0, limit - remaining);
        double others = Math.max(0, used - fleet.sum(now));
        double left = others < NOISE * ceiling ? ceiling : ceiling - others;
        factor += WEIGHT * (Math.clamp(left / perMinute, SMALLEST, 1) - factor);
    }
}
