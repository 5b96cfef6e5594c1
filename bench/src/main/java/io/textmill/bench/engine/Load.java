package io.textmill.bench.engine;

import io.textmill.bench.Failed;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes the jobs of one trial, numbered from 0 through all of its measurements, evenly over the partitions. Used by
 * one thread.
 */
final class Load implements AutoCloseable {
    /** Jobs that are due are sent in steps of this: short against any delay that is measured. */
    private static final long STEP_NANOS = 1_000_000;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Lane lane;
    private final byte[] filler = new byte[Job.BYTES];
    private final KafkaProducer<byte[], byte[]> atOnce;
    private final KafkaProducer<byte[], byte[]> paced;
    private long next;

    /**
     * A load for that lane.
     *
     * @param seed of the filler
     */
    Load(Lane lane, long seed) {
        this.lane = lane;
        new Random(seed).nextBytes(filler);
        this.atOnce = producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, lane.input()));
        this.paced = producer(Map.of(ProducerConfig.LINGER_MS_CONFIG, 0));
        atOnce.initTransactions();
    }

    /** Jobs that were published so far. */
    long published() {
        return next;
    }

    /**
     * Publishes jobs that become visible all at once: one transaction, which is ended when all are on the broker.
     *
     * @return when it was ended, by {@link System#nanoTime}
     */
    long appear(int jobs, int workMillis) {
        byte[] value = Job.value(workMillis, filler);
        atOnce.beginTransaction();
        for (int i = 0; i < jobs; i++) {
            // One that fails makes the commit fail.
            var _ = atOnce.send(job(value));
        }
        atOnce.flush();
        long start = System.nanoTime();
        atOnce.commitTransaction();
        return start;
    }

    /**
     * Publishes as many jobs as the array has places, evenly at that rate, and puts down when the broker appended each.
     * Returns when all are appended.
     *
     * @param appended takes the milliseconds since the epoch
     */
    void pace(double perSecond, int workMillis, AtomicLongArray appended) {
        byte[] value = Job.value(workMillis, filler);
        long begin = System.nanoTime();
        Future<RecordMetadata> last = null;
        for (int i = 0; i < appended.length(); i++) {
            long due = begin + (long) (i * 1e9 / perSecond);
            while (due - System.nanoTime() > STEP_NANOS) {
                LockSupport.parkNanos(STEP_NANOS);
            }
            int place = i;
            last = paced.send(job(value), (metadata, failure) -> {
                if (failure == null) {
                    appended.set(place, metadata.timestamp());
                }
            });
        }
        paced.flush();
        if (last != null) {
            await(last);
        }
    }

    @Override
    public void close() {
        atOnce.close(Duration.ZERO);
        paced.close(Duration.ZERO);
    }

    private ProducerRecord<byte[], byte[]> job(byte[] value) {
        long number = next++;
        return new ProducerRecord<>(lane.input(), (int) (number % Lane.PARTITIONS), Job.key(number), value);
    }

    private static void await(Future<RecordMetadata> sent) {
        try {
            sent.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new Failed("Kafka did not take a job: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed("interrupted while publishing", e);
        }
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> own) {
        var properties = new HashMap<String, Object>(own);
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, lane.bootstrapServers());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
