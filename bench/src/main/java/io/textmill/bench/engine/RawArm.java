package io.textmill.bench.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The least that can be done: a consumer, a virtual thread for each record, a producer. It guarantees nothing, since
 * offsets are committed automatically, whatever has become of the records.
 */
final class RawArm {
    private static final Duration POLL = Duration.ofMillis(100);

    private RawArm() {}

    /** Takes {@link ArmArguments}. */
    public static void main(String[] args) throws InterruptedException {
        var arguments = ArmArguments.parse(List.of(args));
        ArmArguments.announce();
        run(arguments);
    }

    private static void run(ArmArguments arguments) throws InterruptedException {
        var permits = new Semaphore(arguments.concurrency());
        try (var consumer = consumer(arguments);
                var producer = producer(arguments)) {
            consumer.subscribe(List.of(arguments.input()));
            while (true) {
                for (ConsumerRecord<byte[], byte[]> job : consumer.poll(POLL)) {
                    permits.acquire();
                    Thread.startVirtualThread(() -> {
                        try {
                            Job.work(job.value());
                            var _ = producer.send(new ProducerRecord<>(arguments.output(), job.key(), job.value()));
                        } catch (InterruptedException e) {
                            throw new IllegalStateException("nobody interrupts", e);
                        } finally {
                            permits.release();
                        }
                    });
                }
            }
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(ArmArguments arguments) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, arguments.bootstrapServers(),
                        ConsumerConfig.GROUP_ID_CONFIG, arguments.group(),
                        ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static KafkaProducer<byte[], byte[]> producer(ArmArguments arguments) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, arguments.bootstrapServers(),
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
