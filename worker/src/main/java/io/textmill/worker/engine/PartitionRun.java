package io.textmill.worker.engine;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One assignment of a partition. The object's identity is the generation: a completion holds its run, so one of an
 * earlier ownership can never be taken for one of this. Used by the engine thread only.
 */
final class PartitionRun {
    /**
     * Most open offsets of a partition. Their encoding then stays below {@link Frontier#MAX_METADATA_CHARACTERS}: two
     * bytes a gap, plus one for each 16,384 offsets spanned, times 4/3.
     */
    static final int MAX_OPEN = 1_200;

    private static final int RESUME_OPEN = 900;
    private static final int PAUSE_QUEUED = 400;
    private static final int RESUME_QUEUED = 100;
    private static final long PAUSE_BYTES = 8L << 20;
    private static final long RESUME_BYTES = 2L << 20;

    private final TopicPartition partition;
    private final Ledger ledger;
    private final ArrayDeque<WorkItem> queue = new ArrayDeque<>();
    private final PriorityQueue<Held> held = new PriorityQueue<>(Comparator.comparing(Held::due));
    private State state = State.LIVE;
    private int running;
    private long queuedBytes;
    private boolean paused;

    /** Where in its life an assignment is. */
    private enum State {
        LIVE,
        /** To be revoked: nothing is begun any more, what runs may finish and is committed. */
        DRAINING,
        /** Gone: nothing of it may be committed. */
        DEAD
    }

    /** Work that is to go on later. */
    private record Held(Instant due, WorkItem item) {}

    PartitionRun(TopicPartition partition, Ledger ledger) {
        this.partition = partition;
        this.ledger = ledger;
    }

    TopicPartition partition() {
        return partition;
    }

    Ledger ledger() {
        return ledger;
    }

    boolean isDead() {
        return state == State.DEAD;
    }

    int running() {
        return running;
    }

    int queued() {
        return queue.size();
    }

    int held() {
        return held.size();
    }

    /** Whether that offset would be one open offset too many. Those taken over count already. */
    boolean hasNoRoomFor(long offset) {
        return ledger.openCount() >= MAX_OPEN && ledger.isNew(offset);
    }

    /** Queues a record that was accepted; ignored once nothing is begun any more: it stays open. */
    void enqueue(WorkItem item) {
        if (state == State.LIVE) {
            queue.add(item);
            queuedBytes += item.bytes();
        }
    }

    /** Keeps work until it is due; dropped once nothing is begun any more. */
    void hold(WorkItem item, Instant due) {
        if (state == State.LIVE) {
            held.add(new Held(due, item));
            queuedBytes += item.bytes();
        }
    }

    /** What to begin now, held work that is due first; null when there is nothing. */
    @Nullable
    WorkItem next(Instant now) {
        Held first = held.peek();
        WorkItem item =
                first != null && !first.due().isAfter(now) ? held.remove().item() : queue.poll();
        if (item != null) {
            queuedBytes -= item.bytes();
            running++;
        }
        return item;
    }

    /** Work that was begun has ended. */
    void ended() {
        running--;
    }

    /** Begins nothing any more. */
    void drain() {
        if (state == State.LIVE) {
            state = State.DRAINING;
        }
        clear();
    }

    /** Takes no part in any commit any more. */
    void die() {
        state = State.DEAD;
        clear();
    }

    /** Whether intake should be paused; keeps its answer between two marks, so that it seldom changes. */
    boolean shouldPause() {
        if (paused) {
            paused = queue.size() > RESUME_QUEUED || ledger.readCount() > RESUME_OPEN || queuedBytes > RESUME_BYTES;
        } else {
            paused = queue.size() >= PAUSE_QUEUED || ledger.readCount() >= MAX_OPEN || queuedBytes >= PAUSE_BYTES;
        }
        return paused;
    }

    private void clear() {
        queue.clear();
        held.clear();
        queuedBytes = 0;
    }
}
