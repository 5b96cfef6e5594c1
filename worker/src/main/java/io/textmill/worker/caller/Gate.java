package io.textmill.worker.caller;

import io.textmill.worker.provider.Allowances;
import io.textmill.worker.provider.Allowances.Allowance;
import io.textmill.worker.provider.Outcome;
import io.textmill.worker.quota.FairQueue;
import io.textmill.worker.quota.Parking;
import io.textmill.worker.quota.Parking.Permission;
import io.textmill.worker.quota.Quota;
import io.textmill.worker.quota.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls of one provider through, one after the other: whose turn it is, whether the circuit is closed, and when the
 * quota allows it.
 *
 * <p>Only who is first waits for the quota; all others wait to be first. Safe for use by many threads.
 */
final class Gate {
    /** Longer waits give the worker's place back: a slow provider must not keep the others from their work. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** Calls are let through so long before their moment: they have to be noted first, and that takes its time. */
    private static final Duration LEAD = Duration.ofMillis(50);

    /** How often a call is postponed: on a machine where all are late they still have to go. */
    private static final int POSTPONED = 3;

    /** A little less than {@link #LONGEST_WAIT}: of so many calls hardly any has to be sent away. */
    private static final Duration QUEUE = Duration.ofSeconds(4);

    /** So many calls may wait however slow the provider is. */
    private static final int SHORTEST_QUEUE = 8;

    /** When to look again for what no moment is known of. */
    private static final Duration TURN = Duration.ofMillis(200);

    /** How long a provider rests that says it is down, used up or misconfigured, and not until when. */
    private static final Duration UNAVAILABLE_REST = Duration.ofSeconds(30);

    private static final Duration EXHAUSTED_REST = Duration.ofMinutes(10);
    private static final Duration MISCONFIGURED_REST = Duration.ofMinutes(1);

    /** How long a throttled provider rests that does not say. */
    private static final Duration THROTTLED_REST = Duration.ofSeconds(1);

    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock, as all that follow but for the circuit. */
    private final FairQueue queue;

    /** How to wake each of those that wait. */
    private final Map<FairQueue.Waiting, Condition> bells = new HashMap<>();

    private final Quota quota;
    private final Parking parking = new Parking();
    private final InstantSource clock;

    /** What the provider found wrong with our account; written and read by any thread. */
    private volatile @Nullable String misconfigured;

    /**
     * An open gate.
     *
     * @param weights of the tenants
     */
    Gate(Quota quota, ToDoubleFunction<String> weights, InstantSource clock) {
        this.quota = quota;
        this.queue = new FairQueue(weights);
        this.clock = clock;
    }

    /** Whether a call may go out. */
    sealed interface Entry {
        /**
         * It may; {@link Gate#leave} must follow.
         *
         * @param probe whether it finds out if a parked provider is back
         */
        record Open(Quota.Pass pass, boolean probe) implements Entry {}

        /** Not before that time. */
        record Closed(Instant until, String reason) implements Entry {}

        /** Not in time. */
        record TooLate() implements Entry {}
    }

    /**
     * Waits until a call may go out: at most {@link #LONGEST_WAIT}, and not past the deadline.
     *
     * @param tokens how many it may use at most
     */
    Entry enter(Urgency urgency, long tokens) throws InterruptedException {
        Instant patience = earlier(clock.instant().plus(LONGEST_WAIT), urgency.deadline());
        lock.lockInterruptibly();
        FairQueue.Waiting me = queue.add(urgency);
        boolean entered = false;
        try {
            Condition bell = lock.newCondition();
            bells.put(me, bell);
            while (true) {
                Instant now = clock.instant();
                if (!now.isBefore(urgency.deadline())) {
                    return new Entry.TooLate();
                }
                Permission permission = parking.look(now);
                if (permission instanceof Permission.Closed(var until, var reason)) {
                    return new Entry.Closed(until, reason);
                }
                boolean first = queue.first() == me;
                boolean mayGo = first && !(permission instanceof Permission.Probing) && !quota.isFull(now);
                Optional<Instant> next = mayGo ? quota.next(now, tokens, patience) : Optional.empty();
                if (next.isPresent() && !next.get().isAfter(now.plus(LEAD))) {
                    Permission granted = parking.ask(now);
                    entered = granted instanceof Permission.Open || granted instanceof Permission.Probe;
                    if (entered) {
                        return new Entry.Open(quota.take(now, tokens), granted instanceof Permission.Probe);
                    }
                    // Parked a moment ago by the outcome of another call.
                    continue;
                }
                if (!now.isBefore(patience)) {
                    return notYet();
                }
                // Whoever is first looks again and again: shares and speeds change.
                Instant turn = first ? earlier(patience, now.plus(TURN)) : patience;
                Instant look =
                        earlier(turn, next.map(moment -> moment.minus(LEAD)).orElse(turn));
                // What wakes it does not matter: it looks at everything again.
                var _ = bell.awaitNanos(Duration.between(now, look).toNanos());
            }
        } finally {
            bells.remove(me);
            queue.remove(me, entered);
            wakeFirst();
            lock.unlock();
        }
    }

    /**
     * Waits for the moment of a call that was let through. If that has passed, because a note or the machine took its time,
     * the call waits for another one: sent late, it would be too close to those behind it.
     *
     * @return whether it may go; false when there is no other moment in time, or the provider was parked meanwhile
     */
    boolean waitForMoment(Entry.Open entry, Instant deadline) throws InterruptedException {
        Quota.Pass pass = entry.pass();
        Instant latest = earlier(clock.instant().plus(LONGEST_WAIT), deadline);
        for (int postponed = 0; ; postponed++) {
            Duration early = Duration.between(clock.instant(), pass.at());
            // Also where there is nothing to wait for: it tells whether this was interrupted.
            Thread.sleep(early.isNegative() ? Duration.ZERO : early);
            Instant now = clock.instant();
            boolean isParked = postponed > 0 && !entry.probe() && parking.look(now) instanceof Permission.Closed;
            if (isParked) {
                return false;
            }
            if (postponed == POSTPONED || !quota.isLate(pass, now)) {
                return true;
            }
            if (!read(() -> quota.postpone(pass, now, latest))) {
                return false;
            }
        }
    }

    private void wakeFirst() {
        FairQueue.Waiting first = queue.first();
        Condition bell = first == null ? null : bells.get(first);
        if (bell != null) {
            bell.signal();
        }
    }

    /**
     * A call that was let through has ended.
     *
     * @param usedTokens null when nobody told
     */
    void leave(Entry.Open entry, @Nullable Long usedTokens) {
        if (entry.probe()) {
            parking.probeEnded(clock.instant());
        }
        locked(() -> {
            quota.leave(entry.pass(), usedTokens, clock.instant());
            wakeFirst();
        });
    }

    /** Learns from a call's outcome. */
    void learn(Instant sent, Outcome outcome) {
        Instant now = clock.instant();
        switch (outcome) {
            case Outcome.Throttled throttled -> {
                parking.succeeded(sent);
                throttle(sent, throttled, now);
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
                locked(quota::accepted);
            }
            case Outcome.Transient failed -> parking.failed(sent, now, why(failed));
            case Outcome.Uncertain failed -> parking.failed(sent, now, why(failed));
        }
        learn(outcome.receipt().allowances(), now);
    }

    private void learn(Allowances allowances, Instant now) {
        Allowance calls = allowances.requests();
        Allowance tokens = allowances.tokens();
        if (calls == null && tokens == null) {
            return;
        }
        locked(() -> {
            if (calls != null) {
                quota.toldCalls(now, calls.limit(), calls.remaining());
            }
            if (tokens != null) {
                quota.toldTokens(now, tokens.limit(), tokens.remaining());
            }
        });
    }

    /** Whether tokens are to be counted before a call. */
    boolean limitsTokens() {
        return quota.limitsTokens();
    }

    /** Whether a call might go out, a probe included. */
    boolean takesCalls() {
        Permission permission = parking.look(clock.instant());
        return permission instanceof Permission.Open || permission instanceof Permission.Probe;
    }

    /** When the provider may be called again; now when it is not parked. */
    Instant reopensAt() {
        return parking.until(clock.instant());
    }

    /** How the circuit stands. */
    Parking.State circuit() {
        return parking.state(clock.instant());
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
        return read(quota::inFlight);
    }

    /** Calls that wait to be let through. */
    int waiting() {
        return read(queue::size);
    }

    /** How many calls are enough, those that run and those that wait: with more, none would go sooner. */
    int enough() {
        return read(() -> {
            Instant now = clock.instant();
            return quota.inFlight() + Math.max(SHORTEST_QUEUE, quota.callsWithin(QUEUE, now));
        });
    }

    double share() {
        return read(() -> quota.share(clock.instant()));
    }

    double speed() {
        return read(() -> quota.speed(clock.instant()));
    }

    /** How long a throttled provider rests. */
    static Duration rest(Outcome.Throttled throttled) {
        return throttled.retryAfter() == null ? THROTTLED_REST : throttled.retryAfter();
    }

    private void throttle(Instant sent, Outcome.Throttled throttled, Instant now) {
        Duration rest = rest(throttled);
        boolean isLong = rest.compareTo(LONGEST_WAIT) > 0;
        if (isLong) {
            park(throttled, now, now.plus(rest));
        }
        locked(() -> quota.throttled(sent, isLong ? now : now.plus(rest), now));
    }

    private void park(Outcome.Failed failed, Instant now, Instant until) {
        parking.park(now, until, why(failed));
    }

    /** What a call is told that shall try again in a moment. */
    Entry.Closed notYet() {
        return new Entry.Closed(clock.instant().plus(TURN), "its turn has not come");
    }

    private void locked(Runnable what) {
        lock.lock();
        try {
            what.run();
        } finally {
            lock.unlock();
        }
    }

    private <T> T read(Supplier<T> what) {
        lock.lock();
        try {
            return what.get();
        } finally {
            lock.unlock();
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static String why(Outcome.Failed failed) {
        return failed.wireName() + " " + failed.code() + ": " + failed.message();
    }
}
