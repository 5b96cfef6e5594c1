package io.textmill.bench.peer;

import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.CommitMode;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Confluent's Parallel Consumer: works on each record for as long as its value says, then publishes it as the result.
 *
 * <p>All is left as its documentation has it, but for the order (none is asked for, its fastest way) and the concurrency.
 * In transactional mode it then commits every 100 ms, and begins no work while it commits: what its documentation
 * recommends, because the other way repeats work.
 */
final class ParallelConsumerArm {
    private ParallelConsumerArm() {}

    /**
     * Runs until standard input ends.
     *
     * @param args {@code consumer|transactional}, bootstrap servers, input topic, output topic, group, concurrency
     */
    public static void main(String[] args) throws IOException {
        boolean transactional = args[0].equals("transactional");
        String bootstrapServers = args[1];
        String input = args[2];
        String output = args[3];
        String group = args[4];
        var options = ParallelConsumerOptions.<byte[], byte[]>builder()
                .ordering(ProcessingOrder.UNORDERED)
                .maxConcurrency(Integer.parseInt(args[5]))
                .commitMode(
                        transactional
                                ? CommitMode.PERIODIC_TRANSACTIONAL_PRODUCER
                                : CommitMode.PERIODIC_CONSUMER_ASYNCHRONOUS)
                .consumer(consumer(bootstrapServers, group))
                .producer(producer(bootstrapServers, transactional ? group : ""))
                .build();
        ParallelStreamProcessor<byte[], byte[]> processor = ParallelStreamProcessor.createEosStreamProcessor(options);
        processor.subscribe(List.of(input));
        processor.pollAndProduce(context -> worked(context.getSingleConsumerRecord(), output));

        System.out.println("READY");
        System.out.flush();
        while (System.in.read() >= 0) {
            // Only the end means something.
        }
        // The figures are taken; nothing of a clean stop is measured.
        Runtime.getRuntime().halt(0);
    }

    private static ProducerRecord<byte[], byte[]> worked(ConsumerRecord<byte[], byte[]> job, String output) {
        try {
            int workMillis = ByteBuffer.wrap(job.value()).getInt();
            if (workMillis > 0) {
                Thread.sleep(workMillis);
            }
            return new ProducerRecord<>(output, job.key(), job.value());
        } catch (InterruptedException e) {
            throw new IllegalStateException("stopped", e);
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers, String group) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers, String transactionalId) {
        var properties = new HashMap<String, Object>();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        if (!transactionalId.isEmpty()) {
            properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        }
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
