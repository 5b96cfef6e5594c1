package io.textmill.worker.engine;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes finished work in batches, each in one transaction with the checkpoint of every partition it came from.
 *
 * <ul>
 *   <li>Finished work is kept until its commit was acknowledged, or read back as committed.
 *   <li>After a transaction of unknown outcome nothing is sent before it is known what it left behind.
 *   <li>Nothing is committed for an assignment that is gone, or before the group was joined.
 * </ul>
 *
 * <p>Used by the engine thread only.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

    /** How long to wait after a transaction that failed. */
    private static final Duration BACKOFF = Duration.ofMillis(200);

    /** How long everything waits for one attempt to find out what is committed. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Being fenced twice within this means that somebody else goes on using our id. */
    private static final Duration FENCED_AGAIN = Duration.ofMinutes(1);

    private final Consumer<?, ?> consumer;
    private final Partitions partitions;
    private final Transactions transactions;
    private final Markers markers;
    private final Pending pending;
    private final Duration gap;
    private final EngineObserver observer;
    private final Preparation preparation;
    private final Demand demand;
    private final InstantSource clock;
    private final Ticker ticker;

    /** How large a record may be; known once the brokers were asked. */
    private TopicLimits limits = TopicLimits.DEFAULT;

    /** When the next transaction may begin. */
    private long next;

    private boolean outcomeUnknown;

    /** Whether another worker has our id: it is left to that one. */
    private boolean isFenced;

    /** Most entries of the next batch: halved while batches are refused, to find the one that is to blame. */
    private int most = Integer.MAX_VALUE;

    private @Nullable Instant failingSince;
    private @Nullable Long fencedAt;

    /** Commits for that member of the group. */
    GroupCommit(
            EngineSettings settings,
            Surroundings surroundings,
            Consumer<?, ?> consumer,
            Partitions partitions,
            EngineObserver observer) {
        this.consumer = consumer;
        this.partitions = partitions;
        this.clock = surroundings.clock();
        this.ticker = surroundings.ticker();
        this.transactions = new Transactions(settings, surroundings.clients(), ticker);
        this.markers = new Markers(surroundings.clients(), settings);
        this.pending = new Pending(settings.bounds().memory() / 4);
        this.gap = settings.bounds().commitGap();
        this.observer = observer;
        this.preparation = surroundings.preparation();
        this.demand = surroundings.demand();
        this.next = ticker.now();
    }

    /**
     * Connects to the brokers.
     *
     * @param sizes how large records may be
     * @return false when they do not answer
     */
    boolean connect(TopicLimits sizes) {
        limits = sizes;
        return transactions.connect();
    }

    /** Takes finished work. What is too large for its topic would block the partition for ever: it is given up. */
    void add(PartitionRun run, WorkItem item, Verdict.Done done) {
        Optional<Outbound> tooLarge = tooLarge(done);
        if (tooLarge.isEmpty()) {
            pending.add(run, item, done);
        } else {
            Outbound record = tooLarge.get();
            giveUpTooLarge(
                    run,
                    item,
                    record.bytes() + " bytes for " + record.topic() + ", which takes "
                            + limits.largestRecord(record.topic()));
        }
    }

    /** Whether its topic does not take that record. */
    boolean isTooLarge(Outbound record) {
        return record.bytes() > limits.largestRecord(record.topic());
    }

    /** Since when no commit has succeeded though some were tried; null when the last one did. */
    @Nullable
    Instant failingSince() {
        return failingSince;
    }

    /** Finished records that are not committed yet. */
    int pending() {
        return pending.size();
    }

    /** How long until the next transaction, when there is something for it; at most that long. */
    Duration untilDue(Duration most) {
        long wait = next - ticker.now();
        return pending.size() == 0 || wait > most.toNanos() ? most : Duration.ofNanos(Math.max(0, wait));
    }

    /** Whether so much waits that nothing should be begun. */
    boolean isFull() {
        return pending.isFull();
    }

    /** Whether anything of those assignments is still to be committed. */
    boolean owesAnyOf(Collection<PartitionRun> runs) {
        return !isFenced && (pending.holdsAnyOf(runs) || runs.stream().anyMatch(PartitionRun::isCheckpointDue));
    }

    /** Drops the finished work of assignments that are gone: it must never be committed. */
    void dropDead() {
        pending.removeDead();
    }

    /** Finds out what became of a transaction of unknown outcome, if enough time has passed since. */
    void readBackWhenDue() {
        if (outcomeUnknown && !isFenced && ticker.hasPassed(next)) {
            readBack();
        }
    }

    /** Commits what there is, if enough time has passed since the last transaction. */
    void commitWhenDue() {
        readBackWhenDue();
        if (outcomeUnknown || isFenced || !ticker.hasPassed(next)) {
            return;
        }
        List<Pending.Entry> batch = pending.batch(most);
        boolean checkpointDue = partitions.runs().values().stream().anyMatch(PartitionRun::isCheckpointDue);
        // Before the group is joined the broker would take any offset from anybody.
        if ((!batch.isEmpty() || checkpointDue) && consumer.groupMetadata().generationId() >= 1) {
            commit(batch);
        }
    }

    @Override
    public void close() {
        transactions.close();
    }

    private void commit(List<Pending.Entry> batch) {
        long start = ticker.now();
        // In the order of their completion, so that the same work gives the same transactions.
        Map<PartitionRun, Set<Long>> finishing = batch.stream()
                .collect(groupingBy(Pending.Entry::run, LinkedHashMap::new, mapping(Pending.Entry::offset, toSet())));
        partitions.runs().values().stream()
                .filter(PartitionRun::isCheckpointDue)
                .forEach(run -> finishing.putIfAbsent(run, Set.of()));
        var checkpoints = new LinkedHashMap<PartitionRun, Checkpoint>();
        var offsets = new LinkedHashMap<TopicPartition, OffsetAndMetadata>();
        var records = new ArrayList<Outbound>();
        finishing.forEach((run, finished) -> {
            run.effort(demand.effort(run.input().topic()));
            Checkpoint checkpoint = run.checkpointAfter(finished);
            checkpoints.put(run, checkpoint);
            offsets.put(run.partition(), committable(run, checkpoint));
            if (!run.isOpened()) {
                records.add(markers.of(run.partition(), clock.instant()));
            }
        });
        batch.forEach(entry -> records.addAll(entry.done().records()));

        switch (transactions.commit(records, offsets, consumer.groupMetadata())) {
            case Transactions.End.Committed _ -> {
                checkpoints.forEach(
                        (run, checkpoint) -> run.committed(finishing.getOrDefault(run, Set.of()), checkpoint));
                finished(batch);
                next = ticker.in(gap);
                failingSince = null;
                most = most > batch.size() ? Integer.MAX_VALUE : most * 2;
                observer.committed(batch.size(), ticker.since(start));
            }
            case Transactions.End.Aborted(var reason, var tooLarge) -> {
                notCommitted(reason);
                if (tooLarge) {
                    narrowDown(batch, reason);
                }
            }
            case Transactions.End.Unknown(var reason, var fenced) -> {
                outcomeUnknown = true;
                notCommitted(reason);
                if (fenced) {
                    fenced();
                }
            }
        }
    }

    /** Forgets what is known to be committed. */
    private void finished(List<Pending.Entry> committed) {
        pending.remove(committed);
        committed.forEach(entry -> preparation.finished(entry.item().inbound()));
    }

    /** Halves the batches until the record that is too large for its topic is alone, and gives that one up. */
    private void narrowDown(List<Pending.Entry> batch, String reason) {
        most = Math.max(1, batch.size() / 2);
        if (batch.size() == 1) {
            Pending.Entry entry = batch.getFirst();
            pending.remove(batch);
            giveUpTooLarge(entry.run(), entry.item(), reason);
        }
    }

    /** What cannot be given up either stays open: loud in the log, for the next owner, and never in the way. */
    private void giveUpTooLarge(PartitionRun run, WorkItem item, String reason) {
        Verdict.Done instead = item.giveUp(Work.Reason.TOO_LARGE, reason);
        if (instead != null && tooLarge(instead).isEmpty() && !item.isGivenUp()) {
            pending.add(run, item.givenUp(), instead);
            return;
        }
        run.change(run.tenure().alone(false));
        log.atError()
                .addKeyValue("partition", item.partition())
                .addKeyValue("offset", item.offset())
                .addKeyValue("reason", reason)
                .log("a record cannot be published in any form: it stays open");
    }

    private Optional<Outbound> tooLarge(Verdict.Done done) {
        return done.records().stream().filter(this::isTooLarge).findFirst();
    }

    /** An id that two workers share would let each stop the other, for ever. */
    private void fenced() {
        if (fencedAt != null && ticker.since(fencedAt).compareTo(FENCED_AGAIN) < 0) {
            isFenced = true;
            throw new IllegalStateException("another worker of the group uses this worker's id; ids must differ");
        }
        fencedAt = ticker.now();
    }

    private static OffsetAndMetadata committable(PartitionRun run, Checkpoint checkpoint) {
        long base = checkpoint.frontier().base();
        return new OffsetAndMetadata(base, Optional.ofNullable(run.ledger().leaderEpochOf(base)), checkpoint.encode());
    }

    private void notCommitted(String reason) {
        next = ticker.in(BACKOFF);
        failingSince = failingSince == null ? clock.instant() : failingSince;
        observer.notCommitted(outcomeUnknown);
        log.atWarn()
                .addKeyValue("outcomeUnknown", outcomeUnknown)
                .addKeyValue("pending", pending.size())
                .addKeyValue("reason", reason)
                .log("transaction not committed");
    }

    /** Finds out what a transaction of unknown outcome left behind, and drops what it did commit. */
    private void readBack() {
        if (!transactions.connect()) {
            next = ticker.in(BACKOFF);
            return;
        }
        try {
            // Waits for what is still open of earlier transactions.
            Map<TopicPartition, OffsetAndMetadata> committed =
                    consumer.committed(partitions.runs().keySet(), PATIENCE);
            List.copyOf(partitions.runs().values()).forEach(run -> readBack(run, committed.get(run.partition())));
            outcomeUnknown = false;
        } catch (KafkaException e) {
            if (!Recovery.isPassing(e)) {
                throw e;
            }
            next = ticker.in(BACKOFF);
            log.atWarn().addKeyValue("reason", e.getMessage()).log("outcome of a transaction is still unknown");
        }
    }

    private void readBack(PartitionRun run, @Nullable OffsetAndMetadata committed) {
        if (committed == null) {
            if (run.isOpened()) {
                drop(run, Takeover.OFFSET_LOST);
            }
            return;
        }
        try {
            Frontier frontier =
                    Checkpoint.decode(committed.offset(), committed.metadata()).frontier();
            List<Pending.Entry> known = pending.finishedIn(run, frontier);
            run.readBack(known.stream().map(Pending.Entry::offset).toList());
            finished(known);
        } catch (Checkpoint.UndecodableException e) {
            drop(run, Takeover.unreadable(e));
        }
    }

    /** Nobody can know what of that assignment was committed: nothing more of it is. */
    private void drop(PartitionRun run, String reason) {
        partitions.drop(run.partition(), reason);
        pending.removeDead();
    }
}
