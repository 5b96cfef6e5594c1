package io.textmill.worker.journal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes entries, outside any transaction: they must outlive the worker that has not committed yet. In the order in which
 * they were given, partition by partition. Safe for use by many threads.
 */
final class Appender implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Appender.class);

    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final JournalObserver observer;

    /** Given to the producer and neither acknowledged nor refused yet. */
    private final Set<CompletableFuture<Boolean>> underWay = ConcurrentHashMap.newKeySet();

    Appender(JournalSettings settings, JournalObserver observer) {
        this.producer = new KafkaProducer<>(properties(settings), new ByteArraySerializer(), new ByteArraySerializer());
        this.observer = observer;
    }

    /**
     * Writes an entry; null deletes it. Blocks for the patience configured at most, when brokers or memory are short.
     *
     * @return whether it was acknowledged, in the end
     */
    CompletableFuture<Boolean> append(TopicPartition to, byte[] key, byte @Nullable [] value) {
        var done = new CompletableFuture<Boolean>();
        long start = System.nanoTime();
        underWay.add(done);
        try {
            // The future says no more than the callback.
            var _ = producer.send(new ProducerRecord<>(to.topic(), to.partition(), key, value), (_, failure) -> {
                if (failure == null) {
                    int bytes = key.length + (value == null ? 0 : value.length);
                    observer.appended(bytes, Duration.ofNanos(System.nanoTime() - start));
                } else {
                    failed(to, failure);
                }
                end(done, failure == null);
            });
        } catch (InterruptException e) {
            end(done, false);
            // The flag is set again by the client: whoever waits next will see it.
        } catch (KafkaException | IllegalStateException e) {
            failed(to, e);
            end(done, false);
        }
        return done;
    }

    /** Waits until all that was given so far is acknowledged or refused; at most that long. */
    void settle(Duration patience) {
        var all = CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new));
        try {
            all.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            log.atWarn().addKeyValue("underWay", underWay.size()).log("entries are not acknowledged yet");
        } catch (ExecutionException e) {
            throw new IllegalStateException("an append never ends with an exception", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }

    @SuppressWarnings("CollectionUndefinedEquality") // each future is itself, and that is what is kept
    private void end(CompletableFuture<Boolean> append, boolean acknowledged) {
        underWay.remove(append);
        append.complete(acknowledged);
    }

    private void failed(TopicPartition to, Exception failure) {
        observer.notAppended();
        log.atDebug()
                .addKeyValue("partition", to)
                .addKeyValue("reason", failure.getMessage())
                .log("an entry was not written");
    }

    /** Later entries win over the operator's, because correctness rests on them. */
    private static Map<String, Object> properties(JournalSettings settings) {
        var properties = new HashMap<String, Object>(settings.client());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        // Keeps the order of a request's entries, whatever is sent again.
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, settings.patience().toMillis());
        // Below the shortest wait in a retry topic: what is written late belongs to an attempt that nobody reads any
        // more.
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
        // A call waits for it; under load entries gather all the same, behind the requests that are under way.
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 1);
        properties.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return properties;
    }
}
