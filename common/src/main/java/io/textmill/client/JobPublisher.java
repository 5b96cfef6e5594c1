package io.textmill.client;

import io.textmill.contract.Decoded;
import io.textmill.contract.Job;
import io.textmill.contract.JobCodec;
import io.textmill.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes jobs.
 *
 * <ul>
 *   <li>A job is checked exactly as a worker will check it, before it is sent.
 *   <li>The producer is idempotent and waits for all in-sync replicas: its own retries never publish a job twice. Two
 *       calls of {@code publish} are two jobs and two results, even with the same jobId.
 *   <li>Safe for use by many threads; one publisher for a program is enough.
 * </ul>
 */
public final class JobPublisher implements AutoCloseable {
    private final Producer<byte[], byte[]> producer;
    private final Topics topics;
    private final int maxBytes;

    /** Publishes to the topics under the usual prefix. */
    public JobPublisher(Map<String, ?> kafka) {
        this(kafka, Topics.DEFAULT);
    }

    /** Publishes to those topics jobs of the usual size. */
    public JobPublisher(Map<String, ?> kafka, Topics topics) {
        this(kafka, topics, JobCodec.DEFAULT_MAX_BYTES);
    }

    /**
     * @param kafka properties of a Kafka producer, at least {@code bootstrap.servers}; serializers, {@code acks} and
     *     {@code enable.idempotence} are this class's own
     * @param topics where to publish
     * @param maxBytes the most bytes of a job's value that the workers are configured to take, at least 1; above 1,000,000
     *     also {@code max.request.size} and the topics must allow them
     */
    public JobPublisher(Map<String, ?> kafka, Topics topics, int maxBytes) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes: " + maxBytes + "; allowed: at least 1");
        }
        this.producer = new KafkaProducer<>(Clients.with(
                kafka,
                Map.of(
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                        ByteArraySerializer.class,
                        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                        ByteArraySerializer.class)));
        this.topics = topics;
        this.maxBytes = maxBytes;
    }

    /** Publishes a job with its jobId as the key and no headers. */
    public CompletableFuture<RecordMetadata> publish(Job job) {
        return publish(job, job.jobId(), List.of());
    }

    /**
     * Publishes a job.
     *
     * <p>Blocks while Kafka's metadata is not known yet or the producer's buffer is full, at most {@code max.block.ms}.
     * The future completes on the producer's own thread, so what hangs on it must not block.
     *
     * @param key kept for the result; results of the same key are not ordered. Null spreads jobs over all partitions
     * @param headers carried over to the result, such as {@code traceparent}
     * @return where the job stands in its topic, or the reason why Kafka did not take it
     * @throws IllegalArgumentException when a worker would refuse the job; names field, value and what is allowed
     */
    public CompletableFuture<RecordMetadata> publish(Job job, @Nullable String key, Iterable<Header> headers) {
        return send(topics.jobs(job.task()), job, key, headers);
    }

    /**
     * Publishes a job to a lane of its task, as {@link #publish(Job, String, Iterable)} does to the task's own topic.
     *
     * @param lane as the workers' configuration calls it
     * @throws IllegalArgumentException also when no lane can have that name
     */
    public CompletableFuture<RecordMetadata> publish(
            String lane, Job job, @Nullable String key, Iterable<Header> headers) {
        return send(topics.jobs(job.task(), lane), job, key, headers);
    }

    private CompletableFuture<RecordMetadata> send(
            String topic, Job job, @Nullable String key, Iterable<Header> headers) {
        byte[] value = checked(job);
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        CompletableFuture<RecordMetadata> published = new CompletableFuture<>();
        try {
            Future<RecordMetadata> unused =
                    producer.send(new ProducerRecord<>(topic, null, keyBytes, value, headers), (metadata, failure) -> {
                        if (failure == null) {
                            published.complete(metadata);
                        } else {
                            published.completeExceptionally(failure);
                        }
                    });
        } catch (KafkaException e) {
            published.completeExceptionally(e);
        }
        return published;
    }

    /** Waits until Kafka has answered for all jobs published so far. */
    public void flush() {
        producer.flush();
    }

    /** Waits for the jobs published so far, then closes the connections. */
    @Override
    public void close() {
        producer.close();
    }

    private byte[] checked(Job job) {
        byte[] value = JobCodec.encode(job);
        if (JobCodec.decode(value, job.task(), maxBytes) instanceof Decoded.Invalid invalid) {
            throw new IllegalArgumentException(invalid.message());
        }
        return value;
    }
}
