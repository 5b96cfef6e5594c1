package io.textmill.worker.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The producer, one transaction at a time: records and offsets go out together or not at all. Used by the engine thread
 * only.
 */
final class Transactions implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Transactions.class);

    private final EngineSettings settings;

    /** Null before the first connection, and after one that failed. */
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    /** How a transaction ended. */
    sealed interface End {
        /** All of it is visible. */
        record Committed() implements End {}

        /**
         * None of it is visible; the same can be tried again.
         *
         * @param tooLarge whether a record of it is larger than its topic takes
         */
        record Aborted(String reason, boolean tooLarge) implements End {}

        /**
         * Nobody knows yet; what is committed must be read back before anything else is sent.
         *
         * @param fenced whether another producer has taken this one's id
         */
        record Unknown(String reason, boolean fenced) implements End {}
    }

    Transactions(EngineSettings settings) {
        this.settings = settings;
    }

    /**
     * Opens a producer, in place of the one there was; an unfinished transaction of its id is ended first.
     *
     * @return false when the brokers do not answer
     * @throws KafkaException when no retry can help
     */
    boolean connect() {
        close(Duration.ZERO);
        var opened = new KafkaProducer<>(
                KafkaSettings.producer(settings), new ByteArraySerializer(), new ByteArraySerializer());
        try {
            opened.initTransactions();
            producer = opened;
            return true;
        } catch (RetriableException e) {
            opened.close(Duration.ZERO);
            log.atWarn().addKeyValue("reason", e.getMessage()).log("no producer yet");
            return false;
        } catch (KafkaException e) {
            opened.close(Duration.ZERO);
            throw e;
        }
    }

    /**
     * Sends records and offsets in one transaction.
     *
     * @throws KafkaException when the configuration or the rights are wrong: no retry can help
     */
    End commit(List<Outbound> records, Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata member) {
        KafkaProducer<byte[], byte[]> open = producer;
        if (open == null) {
            return new End.Unknown("no producer", false);
        }
        var sent = new ArrayList<Future<RecordMetadata>>(records.size());
        try {
            open.beginTransaction();
            for (Outbound outbound : records) {
                Future<RecordMetadata> future = open.send(new ProducerRecord<>(
                        outbound.topic(), null, null, outbound.key(), outbound.value(), outbound.headers()));
                if (future.isDone()) {
                    // One that failed at once dooms the transaction; each further send might block as long again.
                    join(future);
                }
                sent.add(future);
            }
            open.sendOffsetsToTransaction(offsets, member);
            open.commitTransaction();
        } catch (KafkaException | IllegalStateException e) {
            return failed(open, e);
        }
        // A commit flushes: by now all sends have ended. One that failed would be a result lost in silence.
        sent.forEach(Transactions::join);
        return new End.Committed();
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(5));
    }

    private void close(Duration patience) {
        if (producer != null) {
            producer.close(patience);
            producer = null;
        }
    }

    private static End failed(KafkaProducer<?, ?> producer, RuntimeException e) {
        String reason = e.getClass().getSimpleName() + ": " + e.getMessage();
        if (isCausedBy(e, AuthorizationException.class)
                || isCausedBy(e, AuthenticationException.class)
                || isCausedBy(e, UnsupportedVersionException.class)
                || isCausedBy(e, InvalidTopicException.class)) {
            throw e;
        }
        boolean fenced =
                isCausedBy(e, ProducerFencedException.class) || isCausedBy(e, InvalidProducerEpochException.class);
        if (fenced || isCausedBy(e, TimeoutException.class)) {
            return new End.Unknown(reason, fenced);
        }
        try {
            producer.abortTransaction();
            return new End.Aborted(reason, isCausedBy(e, RecordTooLargeException.class));
        } catch (KafkaException | IllegalStateException abort) {
            return new End.Unknown(reason + "; the abort: " + abort.getMessage(), false);
        }
    }

    private static boolean isCausedBy(Throwable thrown, Class<? extends Throwable> kind) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .anyMatch(kind::isInstance);
    }

    private static void join(Future<RecordMetadata> future) {
        try {
            future.get();
        } catch (ExecutionException e) {
            throw new KafkaException("a record was not sent", e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody may interrupt the engine thread", e);
        }
    }
}
