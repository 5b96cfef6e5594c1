package io.textmill.worker.estimate;

import io.textmill.contract.Task;
import io.textmill.contract.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The jobs that wait, retries included: from what the group has committed to the end as it is now. Joins no group and
 * commits nothing. Jobs that are finished behind one that is not are among them: the worker alone knows those.
 */
public final class Backlog {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Topics topics;
    private final String group;
    private final Map<String, Object> client;

    /**
     * What waits for that group.
     *
     * @param client properties, such as {@code bootstrap.servers} and security
     */
    public Backlog(Topics topics, String group, Map<String, String> client) {
        this.topics = topics;
        this.group = group;
        this.client = new HashMap<>(client);
    }

    /**
     * Reads them all.
     *
     * @param lanes of each task to read, the names of those that it has beside its own topic
     * @throws TimeoutException when the brokers do not answer
     */
    public void read(Map<Task, ? extends Collection<String>> lanes, BiConsumer<byte[], Task> each)
            throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        var properties = new HashMap<>(client);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        try (var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = lanes.entrySet().stream()
                    .flatMap(task -> topics(task.getKey(), task.getValue()))
                    .flatMap(topic -> consumer.partitionsFor(topic, PATIENCE).stream())
                    .map(part -> new TopicPartition(part.topic(), part.partition()))
                    .toList();
            consumer.assign(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all, PATIENCE);
            for (TopicPartition part : all) {
                OffsetAndMetadata from = committed.get(part);
                if (from == null) {
                    consumer.seekToBeginning(List.of(part));
                } else {
                    consumer.seek(part, from.offset());
                }
            }
            long heard = System.nanoTime();
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey(), PATIENCE) < end.getValue())) {
                var records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    heard = System.nanoTime();
                } else if (System.nanoTime() - heard > PATIENCE.toNanos()) {
                    throw new TimeoutException("no record for " + PATIENCE.toSeconds() + " s");
                }
                records.forEach(record -> {
                    var part = new TopicPartition(record.topic(), record.partition());
                    if (record.offset() < Objects.requireNonNull(ends.get(part)) && record.value() != null) {
                        topics.taskOfJobs(record.topic()).ifPresent(task -> each.accept(record.value(), task));
                    }
                });
            }
        }
    }

    private Stream<String> topics(Task task, Collection<String> lanes) {
        return Stream.of(
                        Stream.of(topics.jobs(task)),
                        lanes.stream().map(lane -> topics.jobs(task, lane)),
                        topics.retries(task).stream())
                .flatMap(names -> names);
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() throws InterruptedException {
        try (var admin = Admin.create(client)) {
            return admin
                    .listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .entrySet()
                    .stream()
                    .filter(entry -> entry.getValue() != null)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw new IllegalStateException("the group's offsets cannot be read: " + e.getCause(), e);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new TimeoutException("the brokers do not answer", e);
        }
    }
}
