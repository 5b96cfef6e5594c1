package io.textmill.worker.job;

import io.textmill.worker.caller.Route;
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

    /** How often a job is begun all the same: it may go elsewhere than those before it. */
    private static final Duration NOW_AND_THEN = Duration.ofSeconds(1);

    private double share;

    /** Where the latest of them was to go. */
    private @Nullable Route route;

    private Instant next = Instant.MIN;

    /** Nobody on a job's route takes calls for a while. */
    synchronized void parked(Route of) {
        share += WEIGHT * (1 - share);
        route = of;
    }

    /** A job was done, or goes on soon. */
    synchronized void wentOn() {
        share -= WEIGHT * share;
    }

    /** Whether jobs are held back now. */
    synchronized boolean holdBack() {
        return share > MOST && route != null && !route.takesCalls();
    }

    /** Whether one job may be begun although they are held back: true once in a while. */
    synchronized boolean mayTry(Instant now) {
        boolean may = !now.isBefore(next);
        if (may) {
            next = now.plus(NOW_AND_THEN);
        }
        return may;
    }
}
