package io.textmill.worker.fleet;

import io.textmill.worker.engine.Backlog;
import io.textmill.worker.engine.EngineSettings;
import io.textmill.worker.engine.Input;
import io.textmill.worker.engine.RetryTier;
import io.textmill.worker.quota.FleetPartition;
import io.textmill.worker.quota.FleetReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the backlog from the group's committed offsets, their metadata, and the ends of the partitions. Records of a
 * retry topic count once the tier's wait is over: those that are younger are not due.
 */
final class GroupBacklog implements BacklogSource {
    /** All the questions of a reading together must be answered before the next tick. */
    private static final int TIMEOUT_MS = 1_000;

    private final Admin admin;
    private final EngineSettings settings;
    private final ToDoubleFunction<String> callsOfJob;

    /** Of each topic to read, which input it belongs to and how long its records wait. */
    private final Map<String, Source> sources = new HashMap<>();

    private record Source(Input input, Duration delay) {}

    /**
     * Asks through that client, which stays open.
     *
     * @param callsOfJob how many calls a job of that input topic takes, where no owner has told; the same for all workers
     */
    GroupBacklog(Admin admin, EngineSettings settings, ToDoubleFunction<String> callsOfJob) {
        this.admin = admin;
        this.settings = settings;
        this.callsOfJob = callsOfJob;
        for (Input input : settings.inputs()) {
            sources.put(input.topic(), new Source(input, Duration.ZERO));
            for (RetryTier tier : RetryTier.values()) {
                sources.putIfAbsent(input.retryTopic(tier), new Source(input, tier.delay()));
            }
        }
    }

    @Override
    public FleetReading read(Instant tick) throws UnreadableException, InterruptedException {
        try {
            List<TopicPartition> partitions = partitions();
            KafkaFuture<Map<TopicPartition, OffsetAndMetadata>> asked = admin.listConsumerGroupOffsets(
                            settings.group(), new ListConsumerGroupOffsetsOptions().timeoutMs(TIMEOUT_MS))
                    .partitionsToOffsetAndMetadata();
            Map<TopicPartition, Long> ends = offsets(partitions, _ -> OffsetSpec.latest());
            var committed = new HashMap<>(asked.get());
            committed.values().removeIf(Objects::isNull);
            committed.putAll(beginnings(partitions, committed));
            Map<TopicPartition, Long> due = due(partitions, committed, ends, tick);
            return new FleetReading(tick, backlog(partitions, committed, due));
        } catch (ExecutionException e) {
            throw new UnreadableException(e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            throw new UnreadableException(e);
        }
    }

    private List<TopicPartition> partitions() throws ExecutionException, InterruptedException {
        var partitions = new ArrayList<TopicPartition>();
        admin.describeTopics(sources.keySet(), new DescribeTopicsOptions().timeoutMs(TIMEOUT_MS))
                .allTopicNames()
                .get()
                .forEach((topic, description) -> description
                        .partitions()
                        .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition()))));
        return partitions;
    }

    /** A partition that the group has not begun is worked on from its beginning. */
    private Map<TopicPartition, OffsetAndMetadata> beginnings(
            List<TopicPartition> partitions, Map<TopicPartition, OffsetAndMetadata> committed)
            throws ExecutionException, InterruptedException {
        List<TopicPartition> fresh = partitions.stream()
                .filter(partition -> !committed.containsKey(partition))
                .toList();
        var beginnings = new HashMap<TopicPartition, OffsetAndMetadata>();
        offsets(fresh, _ -> OffsetSpec.earliest())
                .forEach((partition, beginning) -> beginnings.put(partition, new OffsetAndMetadata(beginning)));
        return beginnings;
    }

    /** Where what is due ends: that is asked only of retry topics in which anything waits. */
    private Map<TopicPartition, Long> due(
            List<TopicPartition> partitions,
            Map<TopicPartition, OffsetAndMetadata> committed,
            Map<TopicPartition, Long> ends,
            Instant tick)
            throws ExecutionException, InterruptedException {
        List<TopicPartition> waiting = partitions.stream()
                .filter(partition -> delayOf(partition).isPositive()
                        && Objects.requireNonNull(committed.get(partition)).offset()
                                < Objects.requireNonNull(ends.get(partition)))
                .toList();
        var due = new HashMap<>(ends);
        offsets(
                        waiting,
                        partition -> OffsetSpec.forTimestamp(
                                tick.minus(delayOf(partition)).toEpochMilli()))
                .forEach((partition, offset) -> {
                    // Below 0 where no record is that young: all are due.
                    if (offset >= 0) {
                        due.put(partition, offset);
                    }
                });
        return due;
    }

    private Map<FleetPartition, Double> backlog(
            List<TopicPartition> partitions,
            Map<TopicPartition, OffsetAndMetadata> committed,
            Map<TopicPartition, Long> ends) {
        var backlog = new HashMap<FleetPartition, Double>();
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata from = Objects.requireNonNull(committed.get(partition));
            Backlog jobs = Backlog.of(from.offset(), from.metadata(), Objects.requireNonNull(ends.get(partition)));
            double callsOfJob = jobs.effort() > 0
                    ? jobs.effort() / 100.0
                    : this.callsOfJob.applyAsDouble(sourceOf(partition).input().topic());
            backlog.put(new FleetPartition(partition.topic(), partition.partition()), jobs.records() * callsOfJob);
        }
        return backlog;
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, Spec spec)
            throws ExecutionException, InterruptedException {
        var offsets = new HashMap<TopicPartition, Long>();
        if (partitions.isEmpty()) {
            return offsets;
        }
        var wanted = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(partition -> wanted.put(partition, spec.of(partition)));
        Map<TopicPartition, ListOffsetsResultInfo> answers = admin.listOffsets(
                        wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs(TIMEOUT_MS))
                .all()
                .get();
        answers.forEach((partition, answer) -> offsets.put(partition, answer.offset()));
        return offsets;
    }

    private Duration delayOf(TopicPartition partition) {
        return sourceOf(partition).delay();
    }

    private Source sourceOf(TopicPartition partition) {
        return Objects.requireNonNull(sources.get(partition.topic()));
    }

    /** Which offset of a partition is asked for. */
    @FunctionalInterface
    private interface Spec {
        OffsetSpec of(TopicPartition partition);
    }
}
