package io.textmill.worker.engine;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The transaction coordinator: one producer epoch for each transactional id, at most one transaction of it at a time.
 *
 * <p>How a transaction ends is decided in one moment; its partitions learn that later, each at a time of its own.
 */
final class SimTransactions {
    /** The coordinator looks for transactions that took too long every so often. */
    private static final int SWEEP = 10_000;

    private final SimWorld world;
    private final Map<String, Registration> registrations = new HashMap<>();
    private int numbers;

    private static final class Registration {
        int epoch;
        SimTransaction last;

        boolean isBusy() {
            return last != null && !last.isOver();
        }
    }

    SimTransactions(SimWorld world) {
        this.world = world;
    }

    /**
     * Registers a producer; one that had the id before is fenced, and its transaction aborted.
     *
     * @return its epoch, or -1 while an earlier transaction of the id is being ended
     */
    int register(String id) {
        Registration registration = registrations.computeIfAbsent(id, _ -> new Registration());
        if (registration.last != null && registration.last.isOpen()) {
            registration.epoch++;
            decide(registration.last, SimTransaction.State.ABORTED);
        }
        return registration.isBusy() ? -1 : ++registration.epoch;
    }

    boolean isCurrent(String id, int epoch) {
        return registrations.get(id).epoch == epoch;
    }

    /** The open transaction of a producer whose epoch is current; null while its last one is being ended. */
    SimTransaction open(String id, SimProcess owner) {
        Registration registration = registrations.get(id);
        if (registration.isBusy() && !registration.last.isOpen()) {
            return null;
        }
        if (registration.last == null || !registration.last.isOpen()) {
            var opened = new SimTransaction(numbers++, owner);
            registration.last = opened;
            long timeout = EngineSettings.TRANSACTION_TIMEOUT.toMillis() + world.random.between(0, SWEEP);
            world.time.after(timeout, () -> expire(registration, opened));
        }
        return registration.last;
    }

    /** A transaction without an owner, of a publisher. */
    SimTransaction open() {
        return new SimTransaction(numbers++, null);
    }

    /** Ends it; false when it had ended already. */
    boolean end(SimTransaction transaction, boolean commit) {
        if (!transaction.isOpen()) {
            return false;
        }
        decide(transaction, commit ? SimTransaction.State.COMMITTED : SimTransaction.State.ABORTED);
        return true;
    }

    /** The request to commit is on its way still, and may come when nobody waits for it any more. */
    void endLater(String id, int epoch, SimTransaction transaction) {
        world.time.after(world.random.spread(1, 20_000), () -> {
            if (isCurrent(id, epoch) && end(transaction, true)) {
                world.counts.add(SimEvent.COMMIT_CAME_LATE);
            }
        });
    }

    private void expire(Registration registration, SimTransaction transaction) {
        if (!transaction.isOpen()) {
            return;
        }
        if (!world.broker.isUp()) {
            world.time.at(world.broker.upAt() + SWEEP, () -> expire(registration, transaction));
            return;
        }
        registration.epoch++;
        world.counts.add(SimEvent.TRANSACTION_TIMED_OUT);
        decide(transaction, SimTransaction.State.ABORTED);
    }

    private void decide(SimTransaction transaction, SimTransaction.State state) {
        transaction.state = state;
        world.trace(() -> transaction + " is " + state);
        if (transaction.isCommitted()) {
            world.invariants.committed(transaction);
        }
        transaction.unmarked = transaction.logs.size();
        // Markers take their time, and now and then a long time.
        int most = world.random.chance(0.02) ? 5_000 : 15;
        transaction.logs.forEach(log -> whenUp(world.random.between(0, most), () -> {
            log.mark(transaction);
            transaction.unmarked--;
            world.cluster.wakeAll();
        }));
        if (!transaction.offsets.isEmpty()) {
            transaction.unmarked++;
            whenUp(world.random.between(0, most), () -> {
                world.broker.group.settle(transaction);
                transaction.unmarked--;
            });
        }
    }

    /** After that delay, or that long after the brokers are back. */
    private void whenUp(long delay, Runnable action) {
        world.time.after(delay, () -> orWhenUp(delay, action));
    }

    private void orWhenUp(long delay, Runnable action) {
        if (world.broker.isUp()) {
            action.run();
        } else {
            world.time.at(world.broker.upAt() + delay, () -> orWhenUp(delay, action));
        }
    }

    /** Adds offsets to a transaction; they count once it is committed and its marker is there. */
    void addOffsets(SimTransaction transaction, Map<TopicPartition, OffsetAndMetadata> offsets) {
        transaction.offsets.putAll(offsets);
        world.broker.group.keepPending(transaction);
    }
}
