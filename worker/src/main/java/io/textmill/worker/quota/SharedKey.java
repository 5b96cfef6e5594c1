package io.textmill.worker.quota;

import java.time.Instant;

/**
 * What others use of the same limit, told by a provider that says how much of it is left. The fleet then leaves that to
 * them. Pure but for its own state; one thread at a time.
 */
final class SharedKey {
    /** How far one reply moves the estimate: calls in flight are counted by the provider and not yet by us, or not both. */
    private static final double WEIGHT = 0.2;

    /** Differences below this part of the limit are not others, but calls on their way. */
    private static final double NOISE = 0.05;

    private static final double SMALLEST = 0.05;

    private final double perMinute;
    private final MinuteCount ours = new MinuteCount();

    /** The part of the limit that is the fleet's to use. */
    private double factor = 1;

    /**
     * Nobody else so far.
     *
     * @param perMinute the configured limit of the whole fleet; infinity for none, which is never corrected
     */
    SharedKey(double perMinute) {
        this.perMinute = perMinute;
    }

    /** The part of the configured limit to use, above 0 and at most 1. */
    double factor() {
        return factor;
    }

    /** We used as much. */
    void used(Instant now, long amount) {
        ours.add(now, amount);
    }

    /**
     * The provider has told where the limit stands.
     *
     * @param limit as the provider has it, for a minute
     * @param remaining what is left of it
     * @param share the part of the fleet's use that is this worker's
     */
    void told(Instant now, double limit, double remaining, double share) {
        if (Double.isInfinite(perMinute) || limit <= 0 || share <= 0) {
            return;
        }
        double ceiling = Math.min(limit, perMinute);
        double used = Math.max(0, limit - remaining);
        double others = Math.max(0, used - ours.sum(now) / share);
        double left = others < NOISE * ceiling ? ceiling : ceiling - others;
        factor += WEIGHT * (Math.clamp(left / perMinute, SMALLEST, 1) - factor);
    }
}
