package io.textmill.worker.quota;

import java.time.Instant;

/**
 * How many calls at once a provider bears, learned from throttles and overload alone: how long answers take says how long
 * they are. Fewer at once by a factor, then one more for each round of answers. Pure but for its own state; one thread at
 * a time.
 */
final class Concurrency {
    private static final double CUT = 0.7;

    private final int most;
    private double bearable;
    private Instant cutAt;

    /** As many as allowed, until told otherwise. */
    Concurrency(int most, Instant now) {
        this.most = most;
        this.bearable = most;
        this.cutAt = now;
    }

    /** Calls at once, at least 1. */
    int bearable() {
        return (int) bearable;
    }

    /**
     * A call was refused because of too many. Those that were sent before the last cut say nothing new.
     *
     * @param sent when the call was sent
     * @param inFlight how many ran
     */
    void refused(Instant sent, int inFlight, Instant now) {
        if (!sent.isBefore(cutAt)) {
            bearable = Math.max(1, CUT * Math.min(bearable, inFlight));
            cutAt = now;
        }
    }

    /** A call was answered. */
    void answered() {
        bearable = Math.min(most, bearable + 1 / bearable);
    }
}
