package io.textmill.worker.topic;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what is committed in topics when the reading begins, and no more: it ends however fast others write. Joins no
 * group and commits nothing. Any thread.
 */
public final class TopicReader {
    /** The longest wait for one answer of the brokers, and for the next record. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, Object> client;

    /**
     * Nothing read yet.
     *
     * @param client properties, such as {@code bootstrap.servers} and security
     */
    public TopicReader(Map<String, String> client) {
        this.client = new HashMap<>(client);
        this.client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    }

    /** Where to begin. */
    @FunctionalInterface
    public interface Start {
        /** From each partition's beginning. */
        Start BEGINNING = (consumer, ends) -> consumer.seekToBeginning(ends.keySet());

        /**
         * Seeks in all partitions.
         *
         * @param ends where each of them ends
         */
        void seek(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends);
    }

    /**
     * Reads all partitions of those topics.
     *
     * @throws TimeoutException when the brokers do not answer
     */
    public void read(
            Collection<String> topics,
            Start start,
            java.util.function.Consumer<? super ConsumerRecord<byte[], byte[]>> each) {
        try (var consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic, PATIENCE).stream())
                    .map(part -> new TopicPartition(part.topic(), part.partition()))
                    .toList();
            consumer.assign(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all, PATIENCE);
            start.seek(consumer, ends);
            long heard = System.nanoTime();
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey(), PATIENCE) < end.getValue())) {
                var records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    heard = System.nanoTime();
                } else if (System.nanoTime() - heard > PATIENCE.toNanos()) {
                    throw new TimeoutException("no record of " + topics + " for " + PATIENCE.toSeconds() + " s");
                }
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    var part = new TopicPartition(record.topic(), record.partition());
                    if (record.offset() < Objects.requireNonNull(ends.get(part))) {
                        each.accept(record);
                    }
                }
            }
        }
    }
}
