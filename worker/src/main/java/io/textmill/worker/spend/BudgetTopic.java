package io.textmill.worker.spend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topic {@code nlp.budget}: one partition, so that all read the same order. */
final class BudgetTopic implements BudgetLog {
    private static final Logger log = LoggerFactory.getLogger(BudgetTopic.class);

    /** Between two looks at what is idle or has expired. */
    private static final Duration POLL = Duration.ofMillis(500);

    private static final Duration CLOSE = Duration.ofSeconds(5);

    /** For an answer about offsets. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final TopicPartition partition;
    private final String worker;
    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final Queue<BudgetRecord> unwritten = new ConcurrentLinkedQueue<>();

    /** Where the topic ended at the first reading; null before it. */
    private @Nullable Long end;

    private boolean isRead;

    /** Reads from the beginning. */
    BudgetTopic(String topic, String worker, Map<String, String> client) {
        this.partition = new TopicPartition(topic, 0);
        this.worker = worker;
        this.consumer = new KafkaConsumer<>(consumer(client), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            this.producer = new KafkaProducer<>(producer(client), new ByteArraySerializer(), new ByteArraySerializer());
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    @Override
    public List<BudgetRecord> read() {
        var records = new ArrayList<BudgetRecord>();
        try {
            if (end == null) {
                end = consumer.endOffsets(List.of(partition), PATIENCE).get(partition);
            }
            consumer.poll(POLL)
                    .forEach(record -> BudgetCodec.decode(record.value())
                            .ifPresentOrElse(
                                    records::add,
                                    () -> log.atWarn()
                                            .addKeyValue("offset", record.offset())
                                            .log("a record of {} is none of ours", partition)));
            isRead = isRead || (end != null && consumer.position(partition, PATIENCE) >= end);
        } catch (WakeupException _) {
            // Somebody wants a lease.
        }
        return records;
    }

    @Override
    public boolean isRead() {
        return isRead;
    }

    @Override
    public void append(List<BudgetRecord> records) {
        for (BudgetRecord record : records) {
            byte[] value = BudgetCodec.encode(record, worker);
            try {
                var _ = producer.send(
                        new ProducerRecord<>(partition.topic(), partition.partition(), null, value),
                        (_, failure) -> failed(record, failure));
            } catch (KafkaException e) {
                failed(record, e);
            }
        }
    }

    @Override
    public List<BudgetRecord> unwritten() {
        var records = new ArrayList<BudgetRecord>();
        for (BudgetRecord next = unwritten.poll(); next != null; next = unwritten.poll()) {
            records.add(next);
        }
        return records;
    }

    @Override
    public void wake() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        try {
            producer.close(CLOSE);
        } finally {
            consumer.close(CloseOptions.timeout(CLOSE));
        }
    }

    private void failed(BudgetRecord record, @Nullable Exception failure) {
        if (failure != null) {
            log.atWarn().addKeyValue("reason", failure.getMessage()).log("{} was not written", partition);
            unwritten.add(record);
        }
    }

    private static Map<String, Object> consumer(Map<String, String> client) {
        var properties = new HashMap<String, Object>(client);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Only acknowledged records count, and whoever left the topic's order behind begins anew.
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return properties;
    }

    private static Map<String, Object> producer(Map<String, String> client) {
        var properties = new HashMap<String, Object>(client);
        // The order of a worker's own records, without gaps and repetitions.
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        return properties;
    }
}
