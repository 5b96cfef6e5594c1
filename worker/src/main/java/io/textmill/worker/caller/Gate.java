package io.textmill.worker.caller;

import io.textmill.worker.provider.Outcome;
import io.textmill.worker.quota.Pace;
import io.textmill.worker.quota.Parking;
import io.textmill.worker.quota.Parking.Permission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets calls of one provider through: open or parked, a free slot, the pace. Safe for use by many threads. */
final class Gate {
    /** Longer waits give the worker's place back: a slow provider must not keep the others from their work. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** When to ask again for a slot or a moment that was not to be had. */
    private static final Duration TURN = Duration.ofMillis(200);

    /** How long a provider rests that says it is down, used up or misconfigured, and not until when. */
    private static final Duration UNAVAILABLE_REST = Duration.ofSeconds(30);

    private static final Duration EXHAUSTED_REST = Duration.ofMinutes(10);
    private static final Duration MISCONFIGURED_REST = Duration.ofMinutes(1);

    /** How long a throttled provider rests that does not say. */
    private static final Duration THROTTLED_REST = Duration.ofSeconds(1);

    private final Semaphore slots;
    private final int slotCount;
    private final Pace pace;
    private final Parking parking = new Parking();
    private final InstantSource clock;

    /** What the provider found wrong with our account; written and read by any thread. */
    private volatile @Nullable String misconfigured;

    Gate(Limits limits, InstantSource clock) {
        // Fair: a job that waits longer goes first.
        this.slots = new Semaphore(limits.inFlight(), true);
        this.slotCount = limits.inFlight();
        this.pace = new Pace(limits.perSecond() == null ? Double.POSITIVE_INFINITY : limits.perSecond());
        this.clock = clock;
    }

    /** Whether a call may go out. */
    sealed interface Entry {
        /**
         * It may; {@link Gate#leave} must follow.
         *
         * @param probe whether it finds out if a parked provider is back
         */
        record Open(boolean probe) implements Entry {}

        /** Not before that time. */
        record Closed(Instant until, String reason) implements Entry {}

        /** Not in time. */
        record TooLate() implements Entry {}
    }

    /** Waits until a call may go out: at most {@link #LONGEST_WAIT}, and not past the deadline. */
    Entry enter(Instant deadline) throws InterruptedException {
        Instant patience = earlier(clock.instant().plus(LONGEST_WAIT), deadline);
        if (!slots.tryAcquire(millisUntil(patience), TimeUnit.MILLISECONDS)) {
            return notYet(deadline, "all slots are taken");
        }
        boolean entered = false;
        boolean probe = false;
        try {
            while (true) {
                // The probe's permission is asked once: only then is it there again to be given.
                if (!probe) {
                    switch (parking.ask(clock.instant())) {
                        case Permission.Closed(var until, var reason) -> {
                            return new Entry.Closed(until, reason);
                        }
                        case Permission.Probe _ -> probe = true;
                        case Permission.Open _ -> {
                            // Goes on to the pace.
                        }
                    }
                }
                Optional<Duration> wait = pace.take(clock.instant(), patience);
                if (wait.isEmpty()) {
                    return notYet(deadline, "the rate limit");
                }
                if (wait.get().isPositive()) {
                    // Much may happen meanwhile: afterwards everything is asked again.
                    Thread.sleep(wait.get());
                    if (pace.isPaused(clock.instant())
                            || (!probe && parking.reason().isPresent())) {
                        continue;
                    }
                }
                entered = true;
                return new Entry.Open(probe);
            }
        } finally {
            if (!entered) {
                leave(probe);
            }
        }
    }

    /** A call that was let through has ended. */
    void leave(boolean probe) {
        if (probe) {
            parking.probeEnded(clock.instant());
        }
        slots.release();
    }

    /**
     * Learns from a call's outcome.
     *
     * @param sent when the call was sent
     */
    void learn(Outcome outcome, Instant sent) {
        Instant now = clock.instant();
        switch (outcome) {
            case Outcome.Throttled throttled -> {
                parking.succeeded(sent);
                throttle(throttled, now);
            }
            case Outcome.Exhausted exhausted ->
                park(exhausted, now, exhausted.until() == null ? now.plus(EXHAUSTED_REST) : exhausted.until());
            case Outcome.Unavailable unavailable -> park(unavailable, now, now.plus(UNAVAILABLE_REST));
            case Outcome.Misconfigured refused -> {
                misconfigured = why(refused);
                park(refused, now, now.plus(MISCONFIGURED_REST));
            }
            case Outcome.Answered _, Outcome.Truncated _, Outcome.Unanswerable _, Outcome.Invalid _ -> {
                misconfigured = null;
                parking.succeeded(sent);
            }
            case Outcome.Transient _, Outcome.Uncertain _ -> {
                // Says nothing about the account.
            }
        }
    }

    /** When the provider may be called again; now when it is not parked. */
    Instant reopensAt() {
        return parking.until(clock.instant());
    }

    /** Why the provider is parked; empty when it is open. */
    Optional<String> parkedBecause() {
        return parking.reason();
    }

    /** What the provider found wrong with our account, if that is why it is parked. */
    Optional<String> misconfigured() {
        return Optional.ofNullable(misconfigured);
    }

    int inFlight() {
        return slotCount - slots.availablePermits();
    }

    /** How long a throttled provider rests. */
    static Duration rest(Outcome.Throttled throttled) {
        return throttled.retryAfter() == null ? THROTTLED_REST : throttled.retryAfter();
    }

    private void throttle(Outcome.Throttled throttled, Instant now) {
        Duration rest = rest(throttled);
        if (rest.compareTo(LONGEST_WAIT) > 0) {
            park(throttled, now, now.plus(rest));
        } else {
            pace.pauseUntil(now.plus(rest));
        }
    }

    private void park(Outcome.Failed failed, Instant now, Instant until) {
        parking.park(now, until, why(failed));
    }

    private Entry notYet(Instant deadline, String reason) {
        Instant again = clock.instant().plus(TURN);
        return again.isBefore(deadline) ? new Entry.Closed(again, reason) : new Entry.TooLate();
    }

    private long millisUntil(Instant moment) {
        return Math.max(0, Duration.between(clock.instant(), moment).toMillis());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static String why(Outcome.Failed failed) {
        return failed.wireName() + " " + failed.code() + ": " + failed.message();
    }
}
