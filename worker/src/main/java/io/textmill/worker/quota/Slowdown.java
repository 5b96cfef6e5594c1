package io.textmill.worker.quota;

import java.time.Duration;
import java.time.Instant;

/**
 * How much slower than allowed this worker goes because it was throttled: cut at once by a factor, recovered little by
 * little. Pure but for its own state; one thread at a time.
 */
final class Slowdown {
    /** For a throttle out of the blue: one call that came a little early. */
    private static final double FIRST_CUT = 0.9;

    /** For one that comes although the worker goes slower already. */
    private static final double CUT = 0.7;

    /** Slower than this, nobody would find out when the provider is itself again. */
    private static final double SLOWEST = 0.05;

    /** From one cut of {@link #CUT} back to full speed takes 3 s: longer than the shortest windows that providers count. */
    private static final double RECOVERY_PER_SECOND = 0.1;

    private double factor = 1;
    private Instant since;

    /** Full speed. */
    Slowdown(Instant now) {
        this.since = now;
    }

    /** The part of the rate to use, above 0 and at most 1. */
    double factor(Instant now) {
        double seconds = Math.max(0, Duration.between(since, now).toMillis() / 1000.0);
        return Math.min(1, factor + RECOVERY_PER_SECOND * seconds);
    }

    /**
     * A call was throttled. Those that were sent before the last cut say nothing new.
     *
     * @param sent when the call was sent
     * @return whether it came before the last cut was recovered from: that was not enough, and all calls should wait
     */
    boolean throttled(Instant sent, Instant now) {
        if (factor < 1 && sent.isBefore(since)) {
            return false;
        }
        boolean isRepeated = factor(now) < 1;
        factor = Math.max(SLOWEST, (isRepeated ? CUT : FIRST_CUT) * factor(now));
        since = now;
        return isRepeated;
    }
}
