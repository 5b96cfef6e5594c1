package io.textmill.worker.engine;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes finished work in batches, each in one transaction with the offsets of every partition it came from.
 *
 * <ul>
 *   <li>Finished work is kept until its commit was acknowledged, or read back as committed.
 *   <li>After a transaction of unknown outcome nothing is sent before it is known what it left behind.
 * </ul>
 *
 * <p>Used by the engine thread only.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

    /** How long to wait after a transaction that failed. */
    private static final Duration BACKOFF = Duration.ofMillis(200);

    /** Being fenced twice within this means that somebody else goes on using our id. */
    private static final Duration FENCED_AGAIN = Duration.ofMinutes(1);

    private final Consumer<?, ?> consumer;
    private final Transactions transactions;
    private final Pending pending = new Pending();
    private final Duration gap;
    private final EngineObserver observer;
    private final InstantSource clock;

    private Instant next;
    private boolean outcomeUnknown;

    /** Most entries of the next batch: halved while batches are refused, to find the one that is to blame. */
    private int most = Integer.MAX_VALUE;

    private @Nullable Instant failingSince;
    private @Nullable Instant fencedAt;

    /** Commits for that member of the group. */
    GroupCommit(EngineSettings settings, Consumer<?, ?> consumer, EngineObserver observer, InstantSource clock) {
        this.consumer = consumer;
        this.transactions = new Transactions(settings);
        this.gap = settings.commitGap();
        this.observer = observer;
        this.clock = clock;
        this.next = clock.instant();
    }

    /**
     * Connects to the brokers.
     *
     * @return false when they do not answer
     */
    boolean connect() {
        return transactions.connect();
    }

    /** Takes finished work. What is too large for any topic would block the partition for ever: it is given up. */
    void add(PartitionRun run, WorkItem item, Verdict.Done done) {
        if (fits(done)) {
            pending.add(run, item, done);
        } else {
            addGivenUp(run, item, "more than " + Outbound.MAX_BYTES + " bytes");
        }
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

    /** Whether so much waits that nothing should be begun. */
    boolean isFull() {
        return pending.isFull();
    }

    /** Whether finished work of one of those assignments waits. */
    boolean holdsAnyOf(Collection<PartitionRun> runs) {
        return pending.holdsAnyOf(runs);
    }

    /** Drops the finished work of assignments that are gone: it must never be committed. */
    void dropDead() {
        pending.removeDead();
    }

    /** Commits a batch when there is one and enough time has passed since the last. */
    void commitWhenDue(Map<TopicPartition, PartitionRun> runs) {
        if (clock.instant().isBefore(next) || (outcomeUnknown && !readBack(runs))) {
            return;
        }
        List<Pending.Entry> batch = pending.batch(most);
        // Before the group is joined the broker would take any offset from anybody.
        if (!batch.isEmpty() && consumer.groupMetadata().generationId() >= 1) {
            commit(batch);
        }
    }

    @Override
    public void close() {
        transactions.close();
    }

    private void commit(List<Pending.Entry> batch) {
        Instant start = clock.instant();
        Map<PartitionRun, Set<Long>> finishing =
                batch.stream().collect(groupingBy(Pending.Entry::run, mapping(Pending.Entry::offset, toSet())));
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        finishing.forEach((run, finished) -> offsets.put(run.partition(), commitPoint(run, finished)));
        List<Outbound> records =
                batch.stream().flatMap(entry -> entry.done().records().stream()).toList();

        switch (transactions.commit(records, offsets, consumer.groupMetadata())) {
            case Transactions.End.Committed _ -> {
                finishing.forEach((run, finished) -> run.ledger().finish(finished));
                pending.remove(batch);
                Instant end = clock.instant();
                next = end.plus(gap);
                failingSince = null;
                most = most > batch.size() ? Integer.MAX_VALUE : most * 2;
                observer.committed(batch.size(), Duration.between(start, end));
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

    /** Halves the batches until the record that is too large for its topic is alone, and gives that one up. */
    private void narrowDown(List<Pending.Entry> batch, String reason) {
        most = Math.max(1, batch.size() / 2);
        if (batch.size() == 1) {
            Pending.Entry entry = batch.getFirst();
            pending.remove(batch);
            addGivenUp(entry.run(), entry.item(), reason);
        }
    }

    /** What cannot be given up either stays open: loud in the log, for the next owner, and never in the way. */
    private void addGivenUp(PartitionRun run, WorkItem item, String reason) {
        Verdict.Done instead = item.giveUp(Work.Reason.TOO_LARGE, reason);
        if (instead != null && fits(instead) && !item.isGivenUp()) {
            pending.add(run, item.givenUp(), instead);
            return;
        }
        log.atError()
                .addKeyValue("partition", item.partition())
                .addKeyValue("offset", item.source().offset())
                .addKeyValue("reason", reason)
                .log("a record cannot be published in any form: it stays open");
    }

    private static boolean fits(Verdict.Done done) {
        return done.records().stream().allMatch(record -> record.bytes() <= Outbound.MAX_BYTES);
    }

    /** An id that two workers share would let each stop the other, for ever. */
    private void fenced() {
        Instant now = clock.instant();
        if (fencedAt != null && fencedAt.plus(FENCED_AGAIN).isAfter(now)) {
            throw new IllegalStateException("another worker of the group uses this worker's id; ids must differ");
        }
        fencedAt = now;
    }

    private static OffsetAndMetadata commitPoint(PartitionRun run, Set<Long> finished) {
        Frontier frontier = run.ledger().frontierAfter(finished);
        return new OffsetAndMetadata(
                frontier.base(), Optional.ofNullable(run.ledger().leaderEpochOf(frontier.base())), frontier.encode());
    }

    private void notCommitted(String reason) {
        Instant now = clock.instant();
        next = now.plus(BACKOFF);
        failingSince = failingSince == null ? now : failingSince;
        observer.notCommitted(outcomeUnknown);
        log.atWarn()
                .addKeyValue("outcomeUnknown", outcomeUnknown)
                .addKeyValue("pending", pending.size())
                .addKeyValue("reason", reason)
                .log("transaction not committed");
    }

    /** Finds out what a transaction of unknown outcome left behind, and drops what it did commit. */
    private boolean readBack(Map<TopicPartition, PartitionRun> runs) {
        if (!transactions.connect()) {
            next = clock.instant().plus(BACKOFF);
            return false;
        }
        try {
            // Waits for what is still open of earlier transactions.
            consumer.committed(runs.keySet()).forEach((partition, committed) -> {
                PartitionRun run = runs.get(partition);
                if (run != null && committed != null) {
                    var frontier = Frontier.decode(committed.offset(), committed.metadata());
                    List<Pending.Entry> known = pending.finishedIn(run, frontier);
                    run.ledger()
                            .finish(known.stream().map(Pending.Entry::offset).toList());
                    pending.remove(known);
                }
            });
            outcomeUnknown = false;
            return true;
        } catch (RetriableException e) {
            next = clock.instant().plus(BACKOFF);
            log.atWarn().addKeyValue("reason", e.getMessage()).log("outcome of a transaction is still unknown");
            return false;
        }
    }
}
