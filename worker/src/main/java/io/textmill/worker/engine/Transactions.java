package io.textmill.worker.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The producer, one transaction at a time: records and offsets go out together or not at all. Used by the engine thread
 * only.
 */
final class Transactions implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Transactions.class);

    /**
     * An id that cannot be initialised for so long may be stuck in the coordinator (KAFKA-19925); a new one is not. It is
     * safe: the committed offsets are read only once what the old id left open has ended.
     */
    private static final Duration STUCK = Duration.ofMinutes(1);

    private final EngineSettings settings;
    private final Clients clients;
    private final Ticker ticker;

    /** Null before the first connection, and after one that failed. */
    private @Nullable Producer<byte[], byte[]> producer;

    /** Counts the ids that were given up as stuck. */
    private int suffix;

    /** Since when the present id cannot be initialised; null when it was. */
    private @Nullable Long failingSince;

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

    Transactions(EngineSettings settings, Clients clients, Ticker ticker) {
        this.settings = settings;
        this.clients = clients;
        this.ticker = ticker;
    }

    /**
     * Opens a producer, in place of the one there was; an unfinished transaction of its id is ended first.
     *
     * @return false when the brokers do not answer
     * @throws KafkaException when no retry can help
     */
    boolean connect() {
        close(Duration.ZERO);
        Producer<byte[], byte[]> opened = clients.producer(transactionalId());
        try {
            opened.initTransactions();
            producer = opened;
            failingSince = null;
            return true;
        } catch (RetriableException e) {
            opened.close(Duration.ZERO);
            log.atWarn().addKeyValue("reason", e.getMessage()).log("no producer yet");
            nextIdWhenStuck();
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
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            return new End.Unknown("no producer", false);
        }
        var step = Recovery.Step.SENDING;
        try {
            open.beginTransaction();
            List<Future<RecordMetadata>> sent = send(open, records);
            step = Recovery.Step.COMMITTING;
            open.sendOffsetsToTransaction(offsets, member);
            step = Recovery.Step.SENDING;
            // Before the commit: a record that failed without failing the transaction would be lost in silence.
            open.flush();
            sent.forEach(Transactions::join);
            step = Recovery.Step.COMMITTING;
            open.commitTransaction();
            return new End.Committed();
        } catch (KafkaException | IllegalStateException e) {
            return failed(open, e, step);
        }
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(5));
    }

    private static List<Future<RecordMetadata>> send(Producer<byte[], byte[]> producer, List<Outbound> records) {
        var sent = new ArrayList<Future<RecordMetadata>>(records.size());
        for (Outbound outbound : records) {
            Future<RecordMetadata> future = producer.send(new ProducerRecord<>(
                    outbound.topic(),
                    partition(producer, outbound),
                    null,
                    outbound.key(),
                    outbound.value(),
                    outbound.headers()));
            if (future.isDone()) {
                // One that failed at once dooms the transaction; each further send might block as long again.
                join(future);
            }
            sent.add(future);
        }
        return sent;
    }

    private static @Nullable Integer partition(Producer<?, ?> producer, Outbound outbound) {
        Integer wanted = outbound.partition();
        return wanted != null
                        && wanted < producer.partitionsFor(outbound.topic()).size()
                ? wanted
                : null;
    }

    private static End failed(Producer<?, ?> producer, RuntimeException e, Recovery.Step step) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String reason = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        return switch (Recovery.of(e, step)) {
            case EXIT -> throw e;
            case RECONCILE -> new End.Unknown(reason, false);
            case RECONCILE_FENCED -> new End.Unknown(reason, true);
            case ABORT -> {
                try {
                    producer.abortTransaction();
                    yield new End.Aborted(reason, Recovery.isCausedBy(e, RecordTooLargeException.class));
                } catch (KafkaException | IllegalStateException abort) {
                    yield new End.Unknown(reason + "; the abort: " + abort.getMessage(), false);
                }
            }
        };
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

    private String transactionalId() {
        return settings.group() + "-" + settings.worker() + "-" + suffix;
    }

    private void nextIdWhenStuck() {
        if (failingSince == null) {
            failingSince = ticker.now();
        } else if (ticker.since(failingSince).compareTo(STUCK) > 0) {
            suffix++;
            failingSince = null;
        }
    }

    private void close(Duration patience) {
        if (producer != null) {
            producer.close(patience);
            producer = null;
        }
    }
}
