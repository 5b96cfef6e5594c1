package io.textmill.worker.engine;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions that this worker works on, and what is read from them.
 *
 * <ul>
 *   <li>A partition whose committed state cannot be trusted is blocked: not worked on, and told to the operator.
 *   <li>No partition has more open offsets than their encoding has room for.
 *   <li>What is read and not begun stays within a budget of bytes, whatever the backlog.
 * </ul>
 *
 * <p>Used by the engine thread only.
 */
final class Partitions {
    private static final Logger log = LoggerFactory.getLogger(Partitions.class);

    /** Most bytes that wait in one partition, however few there are: more would only sit there. */
    private static final long MAX_BYTES = 8L << 20;

    private final EngineSettings settings;
    private final Consumer<byte[], byte[]> consumer;
    private final Work work;
    private final Preparation preparation;
    private final InstantSource clock;
    private final Map<TopicPartition, PartitionRun> runs = new LinkedHashMap<>();
    private final Map<TopicPartition, String> blocked = new HashMap<>();

    /** Whose turn it is to begin work, so that no partition is always first. */
    private int turn;

    Partitions(EngineSettings settings, Surroundings surroundings, Consumer<byte[], byte[]> consumer, Work work) {
        this.settings = settings;
        this.consumer = consumer;
        this.work = work;
        this.preparation = surroundings.preparation();
        this.clock = surroundings.clock();
    }

    /** The assignments that are worked on. */
    Map<TopicPartition, PartitionRun> runs() {
        return Collections.unmodifiableMap(runs);
    }

    /** Partitions from which nothing is read, each with the reason. */
    Map<TopicPartition, String> blocked() {
        return Collections.unmodifiableMap(blocked);
    }

    /** The assignments, another one first each time. */
    List<PartitionRun> inTurn() {
        var order = new ArrayList<>(runs.values());
        Collections.rotate(order, turn++);
        return order;
    }

    /** Works on a partition from there on. */
    void begin(PartitionRun run, OffsetAndMetadata from) {
        runs.put(run.partition(), run);
        consumer.seek(run.partition(), from);
        preparation.begin(run.partition());
    }

    /** Lets those begin whose preparation has ended. */
    void prepare() {
        for (PartitionRun run : runs.values()) {
            if (!run.isPrepared() && preparation.isReady(run.partition())) {
                run.prepared();
            }
        }
    }

    /** Reads nothing more from a partition. What runs of it goes on. */
    void block(TopicPartition partition, String reason) {
        blocked.put(partition, reason);
        consumer.pause(Set.of(partition));
        log.atError()
                .addKeyValue("partition", partition)
                .addKeyValue("reason", reason)
                .log("partition blocked");
    }

    /** Reads nothing more from a partition, and commits nothing of it either. */
    void drop(TopicPartition partition, String reason) {
        PartitionRun run = runs.remove(partition);
        if (run != null) {
            run.die();
        }
        block(partition, reason);
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
                run.enqueue(WorkItem.read(source, run.input(), work, clock.instant()));
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
        if (runs.isEmpty()) {
            return;
        }
        long maxBytes = Math.min(MAX_BYTES, settings.bounds().memory() / 2 / runs.size());
        Set<TopicPartition> paused = consumer.paused();
        var pause = new ArrayList<TopicPartition>();
        var resume = new ArrayList<TopicPartition>();
        runs.forEach((partition, run) -> {
            boolean should = run.shouldPause(maxBytes) || blocked.containsKey(partition);
            if (should != paused.contains(partition)) {
                (should ? pause : resume).add(partition);
            }
        });
        if (!pause.isEmpty()) {
            consumer.pause(pause);
        }
        if (!resume.isEmpty()) {
            consumer.resume(resume);
        }
    }
}
