package io.textmill.bench.chaos;

import static java.util.stream.Collectors.toMap;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a {@code read_committed} consumer sees of results and dead letters, from the beginning, and when it saw it. Used by
 * one thread.
 */
final class Visible implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, List<Seen>> byJob = new HashMap<>();

    /** An outcome of a job. */
    record Seen(String topic, Instant at) {}

    Visible(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> all = List.of(Site.RESULTS, Site.DEAD_LETTERS).stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
    }

    /** Reads what has come, waiting a moment for the first of it. */
    void read() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(STEP)) {
            String job = new String(record.key(), StandardCharsets.UTF_8);
            byJob.computeIfAbsent(job, _ -> new ArrayList<>(1)).add(new Seen(record.topic(), Instant.now()));
        }
    }

    /** Reads all that is visible now; false when that takes longer. */
    boolean readToEnd(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(each -> consumer.position(each.getKey()) < each.getValue())) {
            if (System.nanoTime() > end) {
                return false;
            }
            read();
        }
        return true;
    }

    /** How many jobs have an outcome. */
    int jobs() {
        return byJob.size();
    }

    /** The outcomes of each job that has any. */
    Map<String, List<Seen>> byJob() {
        return byJob.entrySet().stream().collect(toMap(Map.Entry::getKey, each -> List.copyOf(each.getValue())));
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
