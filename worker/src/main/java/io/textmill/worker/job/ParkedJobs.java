package io.textmill.worker.job;

import io.textmill.worker.caller.Route;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many of the latest jobs of a queue had to wait for a parked provider, or because of a cap. While that is most of
 * them, only one job now and then is begun: the others are better off where they are. Safe for use by many threads.
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

    /** Until when a cap allows no calls. */
    private Instant stoppedUntil = Instant.MIN;

    private Instant next = Instant.MIN;

    /** Nobody on a job's route takes calls for a while. */
    synchronized void parked(Route of) {
        share += WEIGHT * (1 - share);
        route = of;
    }

    /** A cap allows no calls until then, whoever's job it is. */
    synchronized void stopped(Instant until) {
        share += WEIGHT * (1 - share);
        stoppedUntil = until;
    }

    /** A job was done, or goes on soon. */
    synchronized void wentOn() {
        share -= WEIGHT * share;
    }

    /** Whether jobs are held back now. */
    synchronized boolean holdBack(Instant now) {
        boolean isParked = route != null && !route.takesCalls();
        return share > MOST && (isParked || now.isBefore(stoppedUntil));
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
