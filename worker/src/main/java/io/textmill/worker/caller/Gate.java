package io.textmill.worker.caller;

import io.textmill.worker.provider.Outcome;
import io.textmill.worker.quota.Pace;
import io.textmill.worker.quota.Parking;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets calls of one provider through: open or parked, a free slot, the pace. Safe for use by many threads. */
final class Gate {
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
        /** It may; {@link Gate#leave} must follow. */
        record Open() implements Entry {}

        /** The provider takes none before that time. */
        record Closed(Instant until, String reason) implements Entry {}

        /** Not in time. */
        record TooLate() implements Entry {}
    }

    /** Waits until a call may go out, at most until the deadline. */
    Entry enter(Instant deadline) throws InterruptedException {
        long patience = Duration.between(clock.instant(), deadline).toMillis();
        if (!slots.tryAcquire(Math.max(0, patience), TimeUnit.MILLISECONDS)) {
            return new Entry.TooLate();
        }
        boolean entered = false;
        try {
            Instant now = clock.instant();
            Optional<Instant> retryAt = parking.retryAt(now);
            if (retryAt.isPresent()) {
                return new Entry.Closed(retryAt.get(), parking.reason().orElse(""));
            }
            Optional<Duration> wait = pace.take(now, deadline);
            if (wait.isEmpty()) {
                return new Entry.TooLate();
            }
            Thread.sleep(wait.get());
            entered = true;
            return new Entry.Open();
        } finally {
            if (!entered) {
                slots.release();
            }
        }
    }

    /** A call that was let through has ended. */
    void leave() {
        slots.release();
    }

    /** Learns from a call's outcome. */
    void learn(Outcome outcome) {
        Instant now = clock.instant();
        switch (outcome) {
            case Outcome.Throttled throttled -> pace.pauseUntil(now.plus(rest(throttled)));
            case Outcome.Exhausted exhausted ->
                parking.park(exhausted.until() == null ? now.plus(EXHAUSTED_REST) : exhausted.until(), why(exhausted));
            case Outcome.Unavailable unavailable -> parking.park(now.plus(UNAVAILABLE_REST), why(unavailable));
            case Outcome.Misconfigured refused -> {
                misconfigured = why(refused);
                parking.park(now.plus(MISCONFIGURED_REST), why(refused));
            }
            case Outcome.Answered _, Outcome.Truncated _, Outcome.Unanswerable _ -> {
                misconfigured = null;
                parking.open();
            }
            case Outcome.Invalid _, Outcome.Transient _, Outcome.Uncertain _ -> {
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

    private static String why(Outcome.Failed failed) {
        return failed.wireName() + " " + failed.code() + ": " + failed.message();
    }
}
