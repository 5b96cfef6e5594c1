package io.textmill.worker.engine;

import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedMemberEpochException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OffsetMetadataTooLarge;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.StaleMemberEpochException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.UnknownProducerIdException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/** What to do about a transaction that failed, as a table. Pure. */
enum Recovery {
    /** Rule A: abort it; nothing of it is visible, and all of it is tried again. */
    ABORT,
    /** Rule R: nobody knows. A new producer ends it one way or the other, then what is committed is read back. */
    RECONCILE,
    /** As {@link #RECONCILE}; and another producer uses our id, which a second time is one too many. */
    RECONCILE_FENCED,
    /** No retry can help: the rights or the configuration are wrong. */
    EXIT;

    /** How far a transaction had got. */
    enum Step {
        SENDING,
        /** The offsets were being sent, or what follows. */
        COMMITTING
    }

    /**
     * A failure and what to do about it.
     *
     * @param step the step it was seen in; null for any
     */
    record Row(Class<? extends Throwable> failure, @Nullable Step step, Recovery recovery) {}

    /** The first row that fits wins. */
    static final List<Row> TABLE = List.of(
            new Row(AuthorizationException.class, null, EXIT),
            new Row(AuthenticationException.class, null, EXIT),
            new Row(UnsupportedVersionException.class, null, EXIT),
            new Row(InvalidTopicException.class, null, EXIT),
            new Row(ProducerFencedException.class, null, RECONCILE_FENCED),
            new Row(InvalidProducerEpochException.class, null, RECONCILE_FENCED),
            // The coordinator no longer knows the producer: its id expired.
            new Row(InvalidPidMappingException.class, null, RECONCILE),
            // The transaction timed out while it was committed (KAFKA-20785): aborted, and the producer is of no use.
            new Row(InvalidTxnStateException.class, null, RECONCILE),
            // Impossible below the cap of open offsets.
            new Row(OffsetMetadataTooLarge.class, null, RECONCILE),
            // Defects: nobody may interrupt the engine thread.
            new Row(InterruptException.class, null, RECONCILE),
            new Row(WakeupException.class, null, RECONCILE),
            // A record larger than its topic takes; a rejected member; a batch that the broker could not place.
            new Row(RecordTooLargeException.class, null, ABORT),
            new Row(CommitFailedException.class, null, ABORT),
            new Row(TransactionAbortableException.class, null, ABORT),
            new Row(OutOfOrderSequenceException.class, null, ABORT),
            new Row(UnknownProducerIdException.class, null, ABORT),
            // No metadata or no acknowledgement in time: nothing is decided before the commit was asked for.
            new Row(TimeoutException.class, Step.SENDING, ABORT),
            // Asked for, and not answered: it may be committed. An abort would be refused.
            new Row(TimeoutException.class, Step.COMMITTING, RECONCILE));

    /** What to do about that failure; what no row knows is aborted, and reconciled if the abort fails. */
    static Recovery of(Throwable failure, Step step) {
        return TABLE.stream()
                .filter(row -> row.step() == null || row.step() == step)
                .filter(row -> isCausedBy(failure, row.failure()))
                .map(Row::recovery)
                .findFirst()
                .orElse(ABORT);
    }

    /**
     * Whether a question to the brokers that failed is to be asked again: they are away for a moment, or do not know this
     * member any more, which the next poll mends.
     */
    static boolean isPassing(KafkaException failure) {
        return failure instanceof RetriableException
                || failure instanceof ApplicationRecoverableException
                || failure instanceof StaleMemberEpochException
                || failure instanceof FencedMemberEpochException
                || failure instanceof RebalanceInProgressException
                || failure instanceof GroupIdNotFoundException;
    }

    /** Whether that is what was thrown, or among its causes: the clients wrap much in a plain KafkaException. */
    static boolean isCausedBy(Throwable thrown, Class<? extends Throwable> kind) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .anyMatch(kind::isInstance);
    }
}
