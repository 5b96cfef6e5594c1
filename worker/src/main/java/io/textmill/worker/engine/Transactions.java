package io.textmill.worker.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The producer, one transaction at a time: records and offsets go out together or not at all. Used by the engine thread
 * only.
 */
final class Transactions implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Transactions.class);

    private final EngineSettings settings;
    private KafkaProducer<byte[], byte[]> producer;

    /** How a transaction ended. */
    sealed interface End {
        /** All of it is visible. */
        record Committed() implements End {}

        /** None of it is visible; the same can be tried again. */
        record Aborted(String reason) implements End {}

        /** Nobody knows yet; what is committed must be read back before anything else is sent. */
        record Unknown(String reason) implements End {}
    }

    /** Opens the producer; an unfinished transaction of its id is ended first. */
    Transactions(EngineSettings settings) {
        this.settings = settings;
        this.producer = open(settings);
    }

    /**
     * Sends records and offsets in one transaction.
     *
     * @throws KafkaException when the configuration or the rights are wrong: no retry can help
     */
    End commit(List<Outbound> records, Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata member) {
        boolean committing = false;
        try {
            producer.beginTransaction();
            var sent = new ArrayList<Future<RecordMetadata>>(records.size());
            for (Outbound outbound : records) {
                sent.add(producer.send(new ProducerRecord<>(
                        outbound.topic(), null, null, outbound.key(), outbound.value(), outbound.headers())));
            }
            producer.sendOffsetsToTransaction(offsets, member);
            committing = true;
            producer.commitTransaction();
            return verify(sent);
        } catch (AuthorizationException
                | AuthenticationException
                | UnsupportedVersionException
                | InvalidTopicException e) {
            throw e;
        } catch (KafkaException | IllegalStateException e) {
            String reason = e.getClass().getSimpleName() + ": " + e.getMessage();
            if (committing && e instanceof TimeoutException) {
                return new End.Unknown(reason);
            }
            return abort(reason);
        }
    }

    /** Replaces the producer by a new one of the same id, which ends whatever the old one left open. */
    void reopen() {
        producer.close(Duration.ZERO);
        producer = open(settings);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    /** Every send of a committed transaction has succeeded; anything else would be a result lost in silence. */
    private static End verify(List<Future<RecordMetadata>> sent) {
        for (Future<RecordMetadata> future : sent) {
            try {
                future.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("A committed transaction lacks a record", e);
            } catch (InterruptedException e) {
                throw new IllegalStateException("Nobody may interrupt the engine thread", e);
            }
        }
        return new End.Committed();
    }

    private End abort(String reason) {
        try {
            producer.abortTransaction();
            return new End.Aborted(reason);
        } catch (KafkaException | IllegalStateException e) {
            log.atWarn()
                    .addKeyValue("reason", reason)
                    .addKeyValue("abort", e.getMessage())
                    .log("transaction cannot be aborted");
            return new End.Unknown(reason);
        }
    }

    private static KafkaProducer<byte[], byte[]> open(EngineSettings settings) {
        var producer = new KafkaProducer<>(
                KafkaSettings.producer(settings), new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            return producer;
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }
}
