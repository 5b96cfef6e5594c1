package io.textmill.worker.spend;

import io.textmill.contract.CallRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shares caps with the other workers, by leases.
 *
 * <ul>
 *   <li>A call is begun only with all that it may cost reserved within leases, in every cap that concerns it.
 *   <li>Leases are asked for ahead of need, by a thread of its own; a job waits for one a moment at most.
 *   <li>While the brokers do not answer, what is leased is used up, and then calls wait.
 * </ul>
 *
 * <p>Safe for use by many threads.
 */
public final class Leases implements Spending {
    private static final Logger logger = LoggerFactory.getLogger(Leases.class);

    /** The longest wait for a lease with a place in the worker; a lease takes some milliseconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** When to come back after that. */
    private static final Duration TURN = Duration.ofSeconds(15);

    /** How long a stop waits for leases that were asked for, to return them. */
    private static final Duration LAST = Duration.ofSeconds(5);

    /** Between two attempts to reach the topic. */
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    /** A topic that moves to another broker is back sooner. */
    private static final Duration BROKEN = Duration.ofSeconds(30);

    private final Supplier<BudgetLog> logs;
    private final InstantSource clock;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();

    /** Signalled when the log has told something new, under the lock. */
    private final Condition news = lock.newCondition();

    /** Used under the lock. */
    private final Budgets budgets;

    /** Whether the end is near; written once under the lock, read by the thread. */
    private volatile boolean closing;

    /** The log that is read now; written by the thread, read by those who wake it. */
    private volatile BudgetLog log;

    /** When the log last told what it was asked; written by the thread, read by {@link #problem}. */
    private volatile Instant worked;

    Leases(Collection<Cap> caps, PriceTable prices, Supplier<BudgetLog> logs, InstantSource clock) {
        this.logs = logs;
        this.clock = clock;
        this.budgets = new Budgets(caps, prices, UUID.randomUUID().toString());
        this.log = logs.get();
        this.worked = clock.instant();
        this.thread = Thread.ofPlatform().name("spend").daemon().unstarted(this::run);
    }

    /**
     * Begins to take part in the sharing of those caps.
     *
     * @param topic the name of {@code nlp.budget}
     * @param worker this worker's id, for people who read the topic
     * @param client properties, such as {@code bootstrap.servers} and security
     */
    public static Leases start(
            Collection<Cap> caps,
            PriceTable prices,
            String topic,
            String worker,
            Map<String, String> client,
            InstantSource clock) {
        return start(new Leases(caps, prices, () -> new BudgetTopic(topic, worker, client), clock));
    }

    static Leases start(Leases leases) {
        leases.thread.start();
        return leases;
    }

    @Override
    public Decision reserve(Charge charge) throws InterruptedException {
        long patience = PATIENCE.toNanos();
        lock.lockInterruptibly();
        try {
            while (!closing) {
                switch (budgets.reserve(charge, clock.instant())) {
                    case Budgets.Answer.Granted(var holds, var isDue) -> {
                        if (isDue) {
                            log.wake();
                        }
                        return new Decision.Granted(new Held(holds));
                    }
                    case Budgets.Answer.Reached(var cap, var until, var fails) -> {
                        return new Decision.Refused(cap.name(), until, cap.tenant() != null, fails, message(cap));
                    }
                    case Budgets.Answer.Wait(var isDue) -> {
                        if (patience <= 0) {
                            return notYet("no lease was to be had from the budget topic yet");
                        }
                        if (isDue) {
                            log.wake();
                        }
                        patience = news.awaitNanos(patience);
                    }
                }
            }
            return notYet("the worker stops");
        } finally {
            lock.unlock();
        }
    }

    /** What all workers have leased and not returned of that cap, in its window of now. */
    public BigDecimal held(Cap cap) {
        lock.lock();
        try {
            return budgets.held(cap, clock.instant());
        } finally {
            lock.unlock();
        }
    }

    /** What this worker has leased of that cap and not spent, in its window of now. */
    public BigDecimal unspent(Cap cap) {
        lock.lock();
        try {
            return budgets.unspent(cap, clock.instant());
        } finally {
            lock.unlock();
        }
    }

    /** Why no lease can be had, when that has lasted for a while; for readiness. By any thread. */
    public Optional<String> problem() {
        Instant since = worked;
        return since.plus(BROKEN).isBefore(clock.instant())
                ? Optional.of("no lease could be had from the budget topic since " + since)
                : Optional.empty();
    }

    /** Returns all that is not spent. No call may be made any more. */
    @Override
    public void close() {
        underLock(() -> {
            closing = true;
            news.signalAll();
        });
        log.wake();
        boolean interrupted = Thread.interrupted();
        try {
            if (!thread.join(Duration.ofSeconds(15))) {
                logger.warn("what is left of the leases could not be returned in time, and counts as spent");
            }
        } catch (InterruptedException _) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static String message(Cap cap) {
        return "the cap " + cap.name() + " of " + cap.most().amount().toPlainString() + " "
                + cap.most().unit() + " a " + cap.per().name().toLowerCase(Locale.ROOT) + " is reached";
    }

    private Decision notYet(String message) {
        return new Decision.Refused("", clock.instant().plus(TURN), false, false, message);
    }

    private void run() {
        boolean over = false;
        while (!over) {
            try {
                work();
                over = true;
            } catch (KafkaException e) {
                logger.atWarn().addKeyValue("reason", e.getMessage()).log("the budget topic cannot be used now");
                over = !anew();
            } catch (RuntimeException | Error defect) {
                // Without this thread no lease is renewed, and calls would wait for ever.
                logger.error("leases begin anew after a defect", defect);
                over = !anew();
            }
        }
    }

    /** Reads and writes until the end. */
    private void work() {
        while (!closing) {
            List<BudgetRecord> read = log.read();
            List<BudgetRecord> lost = log.unwritten();
            log.append(turn(read, lost));
        }
        // A lease that is still asked for may be granted: it has to be waited for, to be returned.
        Instant end = clock.instant().plus(LAST);
        boolean over;
        do {
            over = settleUp() || clock.instant().isAfter(end);
            if (!over) {
                List<BudgetRecord> read = log.read();
                underLock(() -> read.forEach(budgets::apply));
            }
        } while (!over);
        log.close();
    }

    /** Returns all that is left; whether nothing more is to be expected. */
    private boolean settleUp() {
        lock.lock();
        try {
            log.append(budgets.last());
            return !budgets.isAsking();
        } finally {
            lock.unlock();
        }
    }

    private void underLock(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    /** One turn under the lock. */
    private List<BudgetRecord> turn(List<BudgetRecord> read, List<BudgetRecord> lost) {
        lock.lock();
        try {
            boolean isAnswered = !read.isEmpty() || !budgets.isAsking();
            read.forEach(budgets::apply);
            boolean isRead = log.isRead();
            boolean isWholeNow = isRead && budgets.complete();
            if (!read.isEmpty() || isWholeNow) {
                news.signalAll();
            }
            Instant now = clock.instant();
            if (isRead && isAnswered && lost.isEmpty()) {
                worked = now;
            }
            List<BudgetRecord> due = budgets.due(now);
            // Returns can be told again at any time; a lost request is asked anew under another number.
            lost.removeIf(BudgetRecord.Request.class::isInstance);
            lost.addAll(due);
            return lost;
        } finally {
            lock.unlock();
        }
    }

    /** Opens the log anew, as often as it takes; false when the thread is to end. */
    private boolean anew() {
        closeFailed();
        underLock(budgets::forget);
        while (!closing) {
            try {
                TimeUnit.NANOSECONDS.sleep(BETWEEN_ATTEMPTS.toNanos());
                log = logs.get();
                return true;
            } catch (InterruptedException _) {
                return false;
            } catch (RuntimeException | Error e) {
                logger.atWarn().addKeyValue("reason", e.toString()).log("the budget topic cannot be opened now");
            }
        }
        return false;
    }

    private void closeFailed() {
        try {
            log.close();
        } catch (RuntimeException | Error e) {
            logger.atWarn().addKeyValue("reason", e.toString()).log("the budget topic could not be closed");
        }
    }

    /** A reservation in some caps; its holds are used once, under the lock. */
    private final class Held implements Reservation {
        private List<Budgets.Hold> holds;

        Held(List<Budgets.Hold> holds) {
            this.holds = holds;
        }

        @Override
        public void settle(CallRecord call) {
            end(once -> budgets.settle(once, call));
        }

        @Override
        public void release() {
            end(budgets::release);
        }

        @Override
        public void close() {
            end(budgets::lose);
        }

        private void end(Consumer<List<Budgets.Hold>> how) {
            underLock(() -> {
                how.accept(holds);
                holds = List.of();
            });
        }
    }
}
