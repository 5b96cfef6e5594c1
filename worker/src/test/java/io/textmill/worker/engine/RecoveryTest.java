package io.textmill.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.worker.engine.Recovery.Step;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecoveryTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new TimeoutException("no answer"), Step.SENDING, Recovery.ABORT),
                Arguments.of(new TimeoutException("no answer"), Step.COMMITTING, Recovery.RECONCILE),
                Arguments.of(new RecordTooLargeException("large"), Step.SENDING, Recovery.ABORT),
                Arguments.of(new CommitFailedException(), Step.COMMITTING, Recovery.ABORT),
                Arguments.of(new TransactionAbortableException("abort"), Step.COMMITTING, Recovery.ABORT),
                Arguments.of(new InvalidTxnStateException("KAFKA-20785"), Step.COMMITTING, Recovery.RECONCILE),
                Arguments.of(new ProducerFencedException("other"), Step.COMMITTING, Recovery.RECONCILE_FENCED),
                Arguments.of(new InvalidProducerEpochException("other"), Step.SENDING, Recovery.RECONCILE_FENCED),
                Arguments.of(new TopicAuthorizationException("results"), Step.SENDING, Recovery.EXIT),
                Arguments.of(new KafkaException("anything else"), Step.COMMITTING, Recovery.ABORT));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysWhatToDoAboutAFailure(RuntimeException failure, Step step, Recovery recovery) {
        assertThat(Recovery.of(failure, step)).isEqualTo(recovery);
    }

    @Test
    void looksIntoWhatTheClientsWrap() {
        var wrapped = new KafkaException("Cannot execute transactional method", new ProducerFencedException("other"));

        assertThat(Recovery.of(wrapped, Step.COMMITTING)).isEqualTo(Recovery.RECONCILE_FENCED);
    }
}
