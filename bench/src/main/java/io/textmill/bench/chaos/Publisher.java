package io.textmill.bench.chaos;

import io.textmill.bench.Failed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes jobs, each once whatever happens to brokers: idempotent, and with patience. */
final class Publisher implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;

    Publisher(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        120_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        120_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Publishes them evenly over so long; returns when Kafka has all. */
    void publish(List<ChaosJob> jobs, Duration over) throws InterruptedException {
        var sent = new ArrayList<Future<RecordMetadata>>();
        long start = System.nanoTime();
        for (int i = 0; i < jobs.size(); i++) {
            long due = start + over.toNanos() / jobs.size() * i;
            long wait = due - System.nanoTime();
            if (wait > 0) {
                Thread.sleep(Duration.ofNanos(wait));
            }
            sent.add(send(jobs.get(i).id(), jobs.get(i).encode()));
        }
        await(sent);
    }

    /** Publishes a record; the same key goes to the same partition. */
    Future<RecordMetadata> send(String key, byte[] value) {
        return producer.send(new ProducerRecord<>(Site.JOBS, key.getBytes(StandardCharsets.UTF_8), value));
    }

    static void await(List<Future<RecordMetadata>> sent) throws InterruptedException {
        try {
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new Failed("Kafka did not take a job: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
