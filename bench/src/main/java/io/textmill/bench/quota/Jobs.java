package io.textmill.bench.quota;

import io.textmill.bench.Failed;
import io.textmill.bench.Json;
import io.textmill.contract.Task;
import io.textmill.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The backlog: jobs of one call each. */
final class Jobs {
    static final Task TASK = Task.SENTIMENT;

    /** Of the longest text. */
    private static final int MOST_SENTENCES = 20;

    private Jobs() {}

    /**
     * Publishes so many and waits until Kafka has them.
     *
     * @param varied whether their texts differ in length, from one sentence to twenty
     */
    static void publish(String bootstrapServers, Load load, int count, boolean varied, long seed) {
        var random = new SplittableRandom(seed);
        Map<String, Object> settings =
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.LINGER_MS_CONFIG, 20);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            String topic = Topics.DEFAULT.jobs(TASK);
            var sent = new ArrayList<Future<RecordMetadata>>();
            for (int job = 0; job < count; job++) {
                int sentences = varied ? 1 + random.nextInt(MOST_SENTENCES) : 1;
                byte[] key = ("job-" + job).getBytes(StandardCharsets.UTF_8);
                sent.add(producer.send(
                        new ProducerRecord<>(topic, load.partitionOf(job), key, json(job, text(sentences, random)))));
            }
            await(sent);
        }
    }

    private static String text(int sentences, SplittableRandom random) {
        var text = new StringBuilder();
        for (int sentence = 0; sentence < sentences; sentence++) {
            text.append("今天的会议讨论了第%d批货物的质量，客户对包装很满意，但抱怨送货太慢。".formatted(random.nextInt(1_000, 10_000)));
        }
        return text.toString();
    }

    private static byte[] json(int job, String text) {
        return Json.MAPPER.writeValueAsBytes(
                Map.of("jobId", "job-" + job, "task", TASK.wireName(), "text", text, "language", "zh"));
    }

    private static void await(List<Future<RecordMetadata>> sent) {
        try {
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new Failed("Kafka did not take a job: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed("interrupted while publishing", e);
        }
    }
}
