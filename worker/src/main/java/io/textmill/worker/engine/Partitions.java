package io.textmill.worker.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions that this worker has, and what is read from them.
 *
 * <ul>
 *   <li>A partition is worked on only after what is committed for it was read, which waits for transactions of its
 *       earlier owner that are still open.
 *   <li>A partition whose committed metadata cannot be read is not worked on at all.
 *   <li>No partition has more open offsets than their encoding has room for.
 * </ul>
 *
 * <p>Used by the engine thread only.
 */
final class Partitions {
    private static final Logger log = LoggerFactory.getLogger(Partitions.class);

    /** How often reading the committed offsets is tried, each time for the client's own minute: below the poll interval. */
    private static final int ATTEMPTS = 4;

    private final Consumer<byte[], byte[]> consumer;
    private final Work work;
    private final Map<TopicPartition, PartitionRun> runs = new HashMap<>();
    private final Map<TopicPartition, String> blocked = new HashMap<>();

    /** Whose turn it is to begin work, so that no partition is always first. */
    private int turn;

    Partitions(Consumer<byte[], byte[]> consumer, Work work) {
        this.consumer = consumer;
        this.work = work;
    }

    /** The assignments that are worked on. */
    Map<TopicPartition, PartitionRun> runs() {
        return Collections.unmodifiableMap(runs);
    }

    /** Partitions that are not worked on, each with the reason. */
    Map<TopicPartition, String> blocked() {
        return Collections.unmodifiableMap(blocked);
    }

    /** The assignments, another one first each time. */
    List<PartitionRun> inTurn() {
        var order = new ArrayList<>(runs.values());
        Collections.rotate(order, turn++);
        return order;
    }

    /** Takes partitions over where their earlier owner left them. */
    void takeOver(Collection<TopicPartition> partitions) {
        committed(Set.copyOf(partitions)).forEach(this::takeOver);
        log.atInfo().addKeyValue("partitions", partitions).log("assigned");
    }

    /** Gives partitions up: nothing of them is committed from now on. */
    void abandon(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            blocked.remove(partition);
            PartitionRun run = runs.remove(partition);
            if (run != null) {
                run.die();
            }
        }
    }

    /** Queues the records that were read and are not finished yet. */
    void accept(ConsumerRecords<byte[], byte[]> records) {
        var full = new HashSet<TopicPartition>();
        for (ConsumerRecord<byte[], byte[]> source : records) {
            var partition = new TopicPartition(source.topic(), source.partition());
            PartitionRun run = runs.get(partition);
            if (run == null || full.contains(partition)) {
                continue;
            }
            Integer leaderEpoch = source.leaderEpoch().orElse(null);
            if (run.hasNoRoomFor(source.offset())) {
                // Read again later: one open offset more could not be committed.
                full.add(partition);
                consumer.seek(partition, new OffsetAndMetadata(source.offset(), source.leaderEpoch(), ""));
                run.ledger().passed(new Ledger.Position(source.offset(), leaderEpoch));
            } else if (run.ledger().accept(source.offset(), leaderEpoch)) {
                run.enqueue(WorkItem.first(source, work));
            }
        }
        records.nextOffsets().forEach((partition, next) -> {
            PartitionRun run = runs.get(partition);
            if (run != null && !full.contains(partition)) {
                var position =
                        new Ledger.Position(next.offset(), next.leaderEpoch().orElse(null));
                run.ledger().passed(position);
            }
        });
    }

    /** Stops reading from partitions that hold much, and goes on with those that have room again. */
    void pauseOrResume() {
        Set<TopicPartition> paused = consumer.paused();
        var pause = new ArrayList<TopicPartition>();
        var resume = new ArrayList<TopicPartition>();
        runs.forEach((partition, run) -> {
            boolean should = run.shouldPause();
            if (should != paused.contains(partition)) {
                (should ? pause : resume).add(partition);
            }
        });
        blocked.keySet().stream().filter(each -> !paused.contains(each)).forEach(pause::add);
        if (!pause.isEmpty()) {
            consumer.pause(pause);
        }
        if (!resume.isEmpty()) {
            consumer.resume(resume);
        }
    }

    private void takeOver(TopicPartition partition, @Nullable OffsetAndMetadata committed) {
        if (committed == null) {
            var start = Frontier.at(consumer.position(partition));
            runs.put(partition, new PartitionRun(partition, new Ledger(start, null)));
            return;
        }
        try {
            var resumed = Frontier.decode(committed.offset(), committed.metadata());
            Integer leaderEpoch = committed.leaderEpoch().orElse(null);
            runs.put(partition, new PartitionRun(partition, new Ledger(resumed, leaderEpoch)));
            consumer.seek(partition, committed);
        } catch (Frontier.UndecodableException e) {
            blocked.put(partition, "committed metadata is unreadable: " + e.getMessage());
            consumer.pause(Set.of(partition));
            log.atError()
                    .addKeyValue("partition", partition)
                    .addKeyValue("reason", e.getMessage())
                    .log("partition blocked: finished jobs would be paid for again");
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
        for (int attempt = 1; ; attempt++) {
            try {
                return consumer.committed(partitions, Duration.ofMinutes(1));
            } catch (TimeoutException e) {
                log.atError()
                        .addKeyValue("partitions", partitions)
                        .addKeyValue("reason", e.getMessage())
                        .log("committed offsets cannot be read: no broker, or a transaction that hangs");
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
