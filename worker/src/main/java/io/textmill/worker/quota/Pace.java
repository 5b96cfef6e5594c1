package io.textmill.worker.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Spreads calls evenly: one each interval, never two at once, and none saved up while idle. Pure but for its own state;
 * safe for use by many threads.
 */
public final class Pace {
    private final long intervalNanos;

    /** When the next call may go. */
    private Instant next = Instant.MIN;

    /** Until when the provider asked for a pause. */
    private Instant pausedUntil = Instant.MIN;

    /**
     * A pace.
     *
     * @param perSecond calls a second, above 0; infinity for no limit but pauses
     */
    public Pace(double perSecond) {
        this.intervalNanos = Math.round(1e9 / perSecond);
    }

    /**
     * Takes the next free moment, if it is not later than the latest one that is of use.
     *
     * @return how long to wait for it; empty when it would be too late, and nothing is taken
     */
    public synchronized Optional<Duration> take(Instant now, Instant latest) {
        Instant moment = later(now, later(next, pausedUntil));
        if (moment.isAfter(latest)) {
            return Optional.empty();
        }
        next = moment.plusNanos(intervalNanos);
        return Optional.of(Duration.between(now, moment));
    }

    /** Whether a pause was asked for that is not over: a moment taken before it is void. */
    public synchronized boolean isPaused(Instant now) {
        return pausedUntil.isAfter(now);
    }

    /** Lets nothing more go before that moment: the provider asked for a pause. */
    public synchronized void pauseUntil(Instant moment) {
        pausedUntil = later(pausedUntil, moment);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
