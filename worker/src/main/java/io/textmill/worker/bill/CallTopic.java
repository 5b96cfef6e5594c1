package io.textmill.worker.bill;

import io.textmill.contract.CallEntry;
import io.textmill.contract.ResultCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The topic {@code nlp.calls}, read once. */
public final class CallTopic {
    private static final Duration POLL = Duration.ofMillis(500);

    /** Without a record for so long, the brokers do not answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How far clocks may be apart. */
    private static final Duration CLOCKS = Duration.ofHours(1);

    private final String topic;
    private final Map<String, Object> client;

    /**
     * That topic.
     *
     * @param client properties, such as {@code bootstrap.servers} and security
     */
    public CallTopic(String topic, Map<String, String> client) {
        this.topic = topic;
        this.client = new HashMap<>(client);
        this.client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    }

    /**
     * Reads every call that is committed now. Joins no group and commits nothing.
     *
     * @param since calls that were answered before need not come; null for all
     * @throws TimeoutException when the brokers do not answer
     */
    public void read(@Nullable Instant since, Consumer<CallEntry> each) {
        try (var consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = consumer.partitionsFor(topic, PATIENCE).stream()
                    .map(part -> new TopicPartition(part.topic(), part.partition()))
                    .toList();
            consumer.assign(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all, PATIENCE);
            seek(consumer, all, ends, since);
            long heard = System.nanoTime();
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey(), PATIENCE) < end.getValue())) {
                var records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    heard = System.nanoTime();
                } else if (System.nanoTime() - heard > PATIENCE.toNanos()) {
                    throw new TimeoutException("no record of " + topic + " for " + PATIENCE.toSeconds() + " s");
                }
                records.forEach(record -> {
                    if (record.offset()
                            < Objects.requireNonNull(
                                    ends.get(new TopicPartition(record.topic(), record.partition())))) {
                        each.accept(ResultCodec.decodeCall(record.value()));
                    }
                });
            }
        }
    }

    /** A call's record is younger than its answer, by the clocks' difference at most. */
    private static void seek(
            KafkaConsumer<byte[], byte[]> consumer,
            List<TopicPartition> all,
            Map<TopicPartition, Long> ends,
            @Nullable Instant since) {
        if (since == null) {
            consumer.seekToBeginning(all);
            return;
        }
        long from = since.minus(CLOCKS).toEpochMilli();
        Map<TopicPartition, OffsetAndTimestamp> first =
                consumer.offsetsForTimes(all.stream().collect(Collectors.toMap(part -> part, _ -> from)), PATIENCE);
        for (TopicPartition part : all) {
            OffsetAndTimestamp at = first.get(part);
            consumer.seek(part, at == null ? Objects.requireNonNull(ends.get(part)) : at.offset());
        }
    }
}
