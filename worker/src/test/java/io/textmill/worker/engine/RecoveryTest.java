package io.textmill.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.worker.engine.Recovery.Step;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.CoordinatorNotAvailableException;
import org.apache.kafka.common.errors.FencedMemberEpochException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.IllegalGenerationException;
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
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.StaleMemberEpochException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnknownProducerIdException;
import org.apache.kafka.common.errors.UnstableOffsetCommitException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.errors.WakeupException;
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
                // Table rows of which none may be lost.
                Arguments.of(new RecordTooLargeException("the topic has changed"), Step.COMMITTING, Recovery.ABORT),
                Arguments.of(new SerializationException("not bytes"), Step.SENDING, Recovery.ABORT),
                Arguments.of(new OutOfOrderSequenceException("gap"), Step.SENDING, Recovery.ABORT),
                Arguments.of(new UnknownProducerIdException("expired"), Step.SENDING, Recovery.ABORT),
                Arguments.of(
                        new CoordinatorNotAvailableException("retries exhausted"), Step.COMMITTING, Recovery.ABORT),
                Arguments.of(new InvalidPidMappingException("expired"), Step.COMMITTING, Recovery.RECONCILE),
                Arguments.of(new OffsetMetadataTooLarge("impossible"), Step.COMMITTING, Recovery.RECONCILE),
                Arguments.of(new InterruptException("a defect"), Step.COMMITTING, Recovery.RECONCILE),
                Arguments.of(new WakeupException(), Step.SENDING, Recovery.RECONCILE),
                Arguments.of(new SaslAuthenticationException("password"), Step.SENDING, Recovery.EXIT),
                Arguments.of(new GroupAuthorizationException("group"), Step.COMMITTING, Recovery.EXIT),
                Arguments.of(new UnsupportedVersionException("old brokers"), Step.COMMITTING, Recovery.EXIT),
                Arguments.of(new InvalidTopicException("a/b"), Step.SENDING, Recovery.EXIT),
                Arguments.of(new KafkaException("anything else"), Step.COMMITTING, Recovery.ABORT));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysWhatToDoAboutAFailure(RuntimeException failure, Step step, Recovery recovery) {
        assertThat(Recovery.of(failure, step)).isEqualTo(recovery);
    }

    @Test
    void leavesNoRowOfTheTableOut() {
        List<Object> failures = failures().map(row -> row.get()[0]).toList();

        assertThat(Recovery.TABLE).allSatisfy(row -> assertThat(failures).anyMatch(row.failure()::isInstance));
    }

    static Stream<KafkaException> passing() {
        return Stream.of(
                // Of committed(): a transaction of the earlier owner is open, or the brokers are away.
                new TimeoutException("no answer"),
                new UnstableOffsetCommitException("open"),
                new UnknownMemberIdException("given up"),
                new IllegalGenerationException("rebalanced"),
                new StaleMemberEpochException("rebalanced"),
                new FencedMemberEpochException("given up"),
                new RebalanceInProgressException("now"),
                new GroupIdNotFoundException("gone"));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void asksAgainWhatAPassingFailureDidNotAnswer(KafkaException failure) {
        assertThat(Recovery.isPassing(failure)).isTrue();
    }

    @Test
    void asksNothingAgainThatARightIsMissingFor() {
        assertThat(Recovery.isPassing(new GroupAuthorizationException("group"))).isFalse();
        assertThat(Recovery.isPassing(new SaslAuthenticationException("password")))
                .isFalse();
    }

    @Test
    void looksIntoWhatTheClientsWrap() {
        var wrapped = new KafkaException("Cannot execute transactional method", new ProducerFencedException("other"));

        assertThat(Recovery.of(wrapped, Step.COMMITTING)).isEqualTo(Recovery.RECONCILE_FENCED);
    }
}
