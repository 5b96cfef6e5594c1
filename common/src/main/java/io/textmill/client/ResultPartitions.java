package io.textmill.client;

import io.textmill.contract.Task;
import io.textmill.contract.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * All partitions of the results topics, read from a start.
 *
 * <p>Used by one thread at a time; only {@link #wakeUp} may be called by any.
 */
final class ResultPartitions implements AutoCloseable {
    /** Kafka's default of {@code metadata.max.age.ms}. */
    private static final long METADATA_AGE_MS = 300_000;

    private final Consumer<byte[], byte[]> consumer;
    private final List<String> topics;
    private final Duration lookAgain;
    private final Set<TopicPartition> assigned = new LinkedHashSet<>();
    private long lookedAt = System.nanoTime();

    private ResultPartitions(Consumer<byte[], byte[]> consumer, List<String> topics, Duration lookAgain) {
        this.consumer = consumer;
        this.topics = topics;
        this.lookAgain = lookAgain;
    }

    /** Connects and stands at the start in every partition. */
    static ResultPartitions open(Map<String, ?> kafka, Topics topics, Start start) {
        Map<String, Object> properties = Clients.with(
                kafka,
                Map.of(
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        // Where retention has passed us by, what is left is better than an error.
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                        ByteArrayDeserializer.class,
                        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                        ByteArrayDeserializer.class));
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        List<String> names = Arrays.stream(Task.values()).map(topics::results).toList();
        Object age = properties.getOrDefault(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_AGE_MS);
        ResultPartitions partitions = new ResultPartitions(
                new KafkaConsumer<>(properties), names, Duration.ofMillis(Long.parseLong(age.toString())));
        try {
            partitions.start(start);
            return partitions;
        } catch (RuntimeException e) {
            partitions.close();
            throw e;
        }
    }

    ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        if (System.nanoTime() - lookedAt > lookAgain.toNanos()) {
            lookedAt = System.nanoTime();
            List<TopicPartition> found = assignNew();
            if (!found.isEmpty()) {
                // A new partition holds nothing older than the start. Kafka takes an empty list for all of them.
                consumer.seekToBeginning(found);
            }
        }
        return consumer.poll(timeout);
    }

    /** Makes the running or the next poll end with a WakeupException. */
    void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void start(Start start) {
        List<TopicPartition> found = assignNew();
        if (found.isEmpty()) {
            throw new IllegalStateException("none of the topics " + topics + " exists");
        }
        if (start instanceof Start.Beginning) {
            consumer.seekToBeginning(found);
        } else if (start instanceof Start.End) {
            consumer.seekToEnd(found);
        } else if (start instanceof Start.At at) {
            seek(found, at.time());
        }
        // Seeking is lazy: asking for the positions makes them stand now.
        found.forEach(consumer::position);
    }

    private void seek(Collection<TopicPartition> found, Instant time) {
        Map<TopicPartition, Long> times = new HashMap<>();
        found.forEach(partition -> times.put(partition, time.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> offsets = consumer.offsetsForTimes(times);
        for (TopicPartition partition : found) {
            OffsetAndTimestamp offset = offsets.get(partition);
            if (offset == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, offset.offset());
            }
        }
    }

    /** Assigns the partitions that were not known, and returns them. */
    private List<TopicPartition> assignNew() {
        List<TopicPartition> found = new ArrayList<>();
        for (String topic : topics) {
            consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .filter(assigned::add)
                    .forEach(found::add);
        }
        if (!found.isEmpty()) {
            consumer.assign(assigned);
        }
        return found;
    }
}
