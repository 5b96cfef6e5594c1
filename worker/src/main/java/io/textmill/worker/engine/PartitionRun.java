package io.textmill.worker.engine;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One assignment of a partition. The object's identity is the generation: a completion holds its run, so one of an
 * earlier ownership can never be taken for one of this. Used by the engine thread only.
 */
final class PartitionRun {
    /**
     * Most open offsets of a partition. Their encoding then stays below {@link EngineSettings#MAX_METADATA_CHARACTERS}: two
     * bytes a gap, plus one for each 16,384 offsets spanned, times 4/3.
     */
    static final int MAX_OPEN = 1_200;

    private static final int RESUME_OPEN = 900;
    private static final int PAUSE_QUEUED = 400;
    private static final int RESUME_QUEUED = 100;

    /** Most retries that are kept here until they are due; those behind them wait in their topic. */
    private static final int PAUSE_HELD = 256;

    private static final long PAUSE_HELD_BYTES = 1L << 20;

    private final TopicPartition partition;
    private final Input input;
    private final Ledger ledger;
    private final ArrayDeque<WorkItem> queue = new ArrayDeque<>();

    /** What was begun here and is to go on. */
    private final Queue<WorkItem> goingOn = byDue();

    /** What comes from a retry topic. */
    private final Queue<WorkItem> retries = byDue();

    private State state = State.OPENING;

    /** Once nothing new is begun: what is due later than this is left to others. */
    private Instant latestDue = Instant.MAX;

    /** As it is to be committed next. */
    private Tenure tenure;

    /** Whether {@link #tenure} is to be committed though nothing was finished. */
    private boolean checkpointDue = true;

    /** What a record takes, as it is to be committed next. */
    private int effort;

    /** Whether anything was committed by this owner. */
    private boolean opened;

    /** Whether it may be another's by now; whatever {@link #state}, nothing is begun until a commit has shown otherwise. */
    private boolean isInDoubt;

    /** Whether work has what it needs to begin. */
    private boolean isPrepared;

    private int running;
    private long lastTurn;
    private long queuedBytes;
    private long heldBytes;
    private boolean paused;

    /** Where in its life an assignment is. */
    private enum State {
        /** Taken over, and that is not committed yet: nothing is begun. */
        OPENING,
        LIVE,
        /** To be given up: nothing new is begun any more, what was begun may finish and is committed. */
        DRAINING,
        /** Gone: nothing of it may be committed. */
        DEAD
    }

    /**
     * An assignment whose work begins once it is {@link #committed} and {@link #prepared}.
     *
     * @param input what the partition belongs to
     * @param tenure this owner's
     */
    PartitionRun(TopicPartition partition, Input input, Ledger ledger, Tenure tenure) {
        this.partition = partition;
        this.input = input;
        this.ledger = ledger;
        this.tenure = tenure;
    }

    TopicPartition partition() {
        return partition;
    }

    Input input() {
        return input;
    }

    Ledger ledger() {
        return ledger;
    }

    /** Whether records may be begun. */
    boolean isLive() {
        return state == State.LIVE && isPrepared && !isInDoubt;
    }

    boolean isPrepared() {
        return isPrepared;
    }

    /** Work has what it needs. */
    void prepared() {
        isPrepared = true;
    }

    boolean isDead() {
        return state == State.DEAD;
    }

    /** Whether this owner has committed anything yet. */
    boolean isOpened() {
        return opened;
    }

    int running() {
        return running;
    }

    int queued() {
        return queue.size();
    }

    int held() {
        return goingOn.size() + retries.size();
    }

    boolean holdsRetries() {
        return held() > 0;
    }

    /** Records that were begun here and have not ended: they run, or wait to go on. */
    int begun() {
        return running + goingOn.size();
    }

    /** Whether there is a new record to begin. */
    boolean hasNew() {
        return isLive() && !queue.isEmpty();
    }

    /** Whether that offset would be one open offset too many. Those taken over count already. */
    boolean hasNoRoomFor(long offset) {
        return ledger.openCount() >= MAX_OPEN && ledger.isNew(offset);
    }

    /** Keeps a record until it is due; ignored when it will not be begun here any more: it stays open. */
    void enqueue(WorkItem item) {
        if (state == State.DEAD || (state == State.DRAINING && !mayGoOn(item))) {
            return;
        }
        if (item.isRetry()) {
            (item.isBegun() ? goingOn : retries).add(item);
            heldBytes += item.bytes();
        } else {
            queue.add(item);
            queuedBytes += item.bytes();
        }
    }

    /** What was begun here and is to go on now; null when nothing is due. */
    @Nullable
    WorkItem nextToGoOn(Instant now) {
        return isLive() || (state == State.DRAINING && !isInDoubt) ? nextDue(goingOn, now) : null;
    }

    /** A record of a retry topic to begin now; null when none is due. */
    @Nullable
    WorkItem nextRetry(Instant now) {
        return isLive() ? nextDue(retries, now) : null;
    }

    private @Nullable WorkItem nextDue(Queue<WorkItem> waiting, Instant now) {
        WorkItem first = waiting.peek();
        return first != null && first.isDue(now) ? begun(waiting.remove()) : null;
    }

    /**
     * A new record to begin; null when there is none.
     *
     * @param turn a number that grows with each turn of any partition
     */
    @Nullable
    WorkItem nextNew(long turn) {
        if (!hasNew()) {
            return null;
        }
        lastTurn = turn;
        return begun(queue.remove());
    }

    /** The last turn in which a new record was begun; 0 for none. */
    long lastTurn() {
        return lastTurn;
    }

    /** The record at the base, if that is what comes next and it is due. */
    @Nullable
    WorkItem peekAtBase(Instant now) {
        long base = ledger.base();
        WorkItem first = queue.peek();
        if (first == null || first.offset() != base) {
            first = Stream.concat(goingOn.stream(), retries.stream())
                    .filter(item -> item.offset() == base && item.isDue(now))
                    .findFirst()
                    .orElse(null);
        }
        return isLive() ? first : null;
    }

    /** Begins that record, which {@link #peekAtBase} found. */
    void begin(WorkItem atBase) {
        if (!queue.remove(atBase) && !goingOn.remove(atBase)) {
            retries.remove(atBase);
        }
        begun(atBase);
    }

    /** What was just handed out to begin is not begun after all. */
    void notBegun() {
        running--;
    }

    /** Work that was begun has ended. */
    void ended() {
        running--;
    }

    /**
     * Begins nothing new any more. What was begun, and says that something would be lost, goes on if it is due early enough.
     *
     * @param latestDue what is due later is left to others
     */
    void drain(Instant latestDue) {
        if (state != State.DEAD) {
            state = State.DRAINING;
        }
        this.latestDue = latestDue;
        queue.clear();
        queuedBytes = 0;
        retries.clear();
        goingOn.removeIf(item -> !mayGoOn(item));
        heldBytes = goingOn.stream().mapToLong(WorkItem::bytes).sum();
    }

    /** Whether a drain has something to wait for. */
    boolean isBusy() {
        return running > 0 || !goingOn.isEmpty();
    }

    /** Begins nothing until a commit has shown that the partition is still ours. */
    void doubt() {
        isInDoubt = true;
        checkpointDue = true;
    }

    /** Takes no part in any commit any more. */
    void die() {
        state = State.DEAD;
        queue.clear();
        goingOn.clear();
        retries.clear();
    }

    // What is committed

    Tenure tenure() {
        return tenure;
    }

    /** Has that committed with the next transaction. */
    void change(Tenure next) {
        checkpointDue |= !next.equals(tenure);
        tenure = next;
    }

    /** Whether something is to be committed though nothing was finished. */
    boolean isCheckpointDue() {
        return checkpointDue && state != State.DEAD;
    }

    /** Has that committed from now on, if it is known; not for its own sake. */
    void effort(int known) {
        effort = known > 0 ? known : effort;
    }

    /** What to commit if those offsets were finished as well. Changes nothing. */
    Checkpoint checkpointAfter(Collection<Long> finishing) {
        Frontier frontier = ledger.frontierAfter(finishing);
        return new Checkpoint(frontier, frontier.base() > ledger.base() ? tenure.withProgress() : tenure, effort);
    }

    /** Takes note that those offsets are finished, and that this was committed. */
    void committed(Collection<Long> finished, Checkpoint checkpoint) {
        ledger.finish(finished);
        tenure = checkpoint.tenure();
        checkpointDue = false;
        isInDoubt = false;
        opened = true;
        if (state == State.OPENING) {
            state = State.LIVE;
        }
    }

    /** Takes note that those offsets turned out to be finished: a transaction of unknown outcome was committed. */
    void readBack(Collection<Long> finished) {
        long base = ledger.base();
        ledger.finish(finished);
        if (ledger.base() > base) {
            // Else what stands there now would be judged by what stood there before.
            change(tenure.withProgress());
        }
    }

    /**
     * Whether intake should be paused; keeps its answer between two marks, so that it seldom changes.
     *
     * @param maxBytes the most that the records here may take
     */
    boolean shouldPause(long maxBytes) {
        long bytes = queuedBytes + heldBytes;
        if (paused) {
            paused = queue.size() > RESUME_QUEUED || ledger.readCount() > RESUME_OPEN || bytes > maxBytes / 4;
        } else {
            paused = queue.size() >= PAUSE_QUEUED || ledger.readCount() >= MAX_OPEN || bytes >= maxBytes;
        }
        return paused || held() >= PAUSE_HELD || heldBytes >= PAUSE_HELD_BYTES;
    }

    private WorkItem begun(WorkItem item) {
        if (item.isRetry()) {
            heldBytes -= item.bytes();
        } else {
            queuedBytes -= item.bytes();
        }
        running++;
        return item;
    }

    private static Queue<WorkItem> byDue() {
        return new PriorityQueue<>(Comparator.comparing(WorkItem::due).thenComparingLong(WorkItem::offset));
    }

    private boolean mayGoOn(WorkItem item) {
        return item.isBegun() && item.inbound().hold().isTaken() && !item.due().isAfter(latestDue);
    }
}
