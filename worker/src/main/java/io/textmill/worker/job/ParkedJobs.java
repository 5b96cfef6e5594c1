package io.textmill.worker.job;

import io.textmill.worker.caller.Caller;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many of the latest jobs of a queue had to wait for a parked provider. While that is most of them, only one job now
 * and then is begun: the others are better off where they are. Safe for use by many threads.
 */
final class ParkedJobs {
    /** The latest 16 jobs or so count. */
    private static final double WEIGHT = 1.0 / 16;

    private static final double MOST = 0.5;

    /** How often a job is begun all the same: its provider may be another one. */
    private static final Duration NOW_AND_THEN = Duration.ofSeconds(1);

    private double share;
    private @Nullable Caller parked;
    private Instant last = Instant.MIN;

    /** A job's provider takes no calls for a while. */
    synchronized void parked(Caller caller, Instant now) {
        share += WEIGHT * (1 - share);
        parked = caller;
        last = now;
    }

    /** A job was done, or goes on soon. */
    synchronized void wentOn() {
        share -= WEIGHT * share;
    }

    /**
     * How many jobs may be in work.
     *
     * @param otherwise how many when most of the latest did not have to wait, or their provider is back
     */
    synchronized int most(int otherwise, Instant now) {
        if (share <= MOST || parked == null || parked.takesCalls()) {
            return otherwise;
        }
        return now.isBefore(last.plus(NOW_AND_THEN)) ? 0 : 1;
    }
}
