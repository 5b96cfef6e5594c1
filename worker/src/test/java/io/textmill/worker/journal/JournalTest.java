package io.textmill.worker.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.textmill.contract.CallRecord;
import io.textmill.contract.Charged;
import io.textmill.sandbox.kafka.EmbeddedKafka;
import io.textmill.worker.caller.CallJournal;
import io.textmill.worker.caller.CallJournal.End;
import io.textmill.worker.engine.Inbound;
import io.textmill.worker.provider.Prompt;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that hand partitions to each other, on a real broker. */
class JournalTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final CallJournal.Request REQUEST =
            new CallJournal.Request("juhe", null, new Prompt(null, "What?", 100, false, null, "test@1"));

    @TempDir
    static Path folder;

    private static EmbeddedKafka kafka;

    private final String topic = "journal-" + UUID.randomUUID();
    private final TopicPartition jobs = new TopicPartition("jobs-of-" + topic, 1);
    private final TopicPartition retries = new TopicPartition("retries-of-" + topic, 1);
    private final AtomicInteger failures = new AtomicInteger();

    @BeforeAll
    static void startKafka() {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"));
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void tellsTheNextOwnerWhatWasAskedAndAnswered() throws Exception {
        createTopic();
        try (Journal first = journal("first");
                Journal second = journal("second")) {
            take(first, jobs);
            answer(first, inbound(41, 1));
            first.of(inbound(42, 1)).question(0, 0).sending(REQUEST, call("uncertain", Charged.UNKNOWN, null));
            first.leave(List.of(jobs));

            take(second, jobs);

            assertThat(recall(second, inbound(41, 1)).orElseThrow().end()).isEqualTo(new End.Answered("That."));
            assertThat(recall(second, inbound(42, 1)).orElseThrow().end()).isEqualTo(new End.Open());
            assertThat(second.of(inbound(41, 1)).earlier())
                    .extracting(JobJournal.Earlier::isLost)
                    .containsExactly(false);
            assertThat(second.of(inbound(42, 1)).earlier())
                    .extracting(JobJournal.Earlier::isLost)
                    .containsExactly(true);
            assertThat(recall(second, inbound(43, 1))).isEmpty();
        }
    }

    @Test
    void forgetsAJobThatIsFinished() throws Exception {
        createTopic();
        try (Journal first = journal("first");
                Journal second = journal("second")) {
            take(first, jobs);
            answer(first, inbound(41, 1));
            answer(first, inbound(42, 1));

            first.finished(inbound(41, 1));

            await().atMost(PATIENCE).untilAsserted(() -> {
                take(second, jobs);
                assertThat(recall(second, inbound(41, 1))).isEmpty();
                second.leave(List.of(jobs));
            });
            take(second, jobs);
            assertThat(recall(second, inbound(42, 1))).isPresent();
        }
    }

    @Test
    void keepsWhatTheNextAttemptHasAskedWhenTheOneBeforeIsFinishedLate() throws Exception {
        createTopic();
        try (Journal first = journal("first")) {
            take(first, jobs);
            answer(first, inbound(41, 1));
            answer(first, inbound(41, 2));

            first.finished(inbound(41, 1));

            assertThat(recall(first, inbound(41, 1))).isEmpty();
            assertThat(recall(first, inbound(41, 2))).isPresent();
        }
    }

    @Test
    void looksAgainWhenAPartitionComesBackThoughItHasKeptItsRetries() throws Exception {
        createTopic();
        try (Journal first = journal("first");
                Journal second = journal("second")) {
            take(first, jobs);
            take(first, retries);
            first.of(inbound(41, 1)).question(0, 0).sending(REQUEST, call("uncertain", Charged.UNKNOWN, null));
            first.leave(List.of(jobs));
            take(second, jobs);
            answer(second, inbound(41, 1));
            second.leave(List.of(jobs));

            take(first, jobs);

            assertThat(recall(first, inbound(41, 1)).orElseThrow().end()).isEqualTo(new End.Answered("That."));
        }
    }

    @Test
    void takesNothingFromAnotherAttempt() throws Exception {
        createTopic();
        try (Journal journal = journal("first")) {
            take(journal, jobs);
            answer(journal, inbound(41, 1));

            assertThat(recall(journal, inbound(41, 2))).isEmpty();
        }
    }

    @Test
    void callsAllTheSameWhenNothingCanBeWritten() throws Exception {
        createTopic();
        try (Journal journal = journal("first")) {
            take(journal, jobs);
            var huge = new Prompt(null, "What?", 100, false, null, "test@1".repeat(500_000));
            var request = new CallJournal.Request("juhe", null, huge);
            var call = new CallRecord(
                    "juhe",
                    null,
                    null,
                    null,
                    null,
                    null,
                    "uncertain",
                    Charged.UNKNOWN,
                    null,
                    null,
                    0,
                    0,
                    0,
                    huge.version(),
                    null);

            journal.of(inbound(41, 1)).question(0, 0).sending(request, call);

            assertThat(failures).hasValue(1);
        }
    }

    private void createTopic() {
        kafka.createTopics(2, List.of(topic), Map.of("cleanup.policy", "compact,delete"));
    }

    private Journal journal(String worker) {
        var settings = new JournalSettings(
                worker,
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                Map.of(jobs.topic(), topic, retries.topic(), topic),
                Duration.ofSeconds(10),
                1 << 20);
        return new Journal(settings, new CountedFailures(), InstantSource.fixed(NOW));
    }

    private static void take(Journal journal, TopicPartition partition) {
        journal.begin(partition);
        await().atMost(PATIENCE).until(() -> journal.isReady(partition));
    }

    private static void answer(Journal journal, Inbound inbound) throws InterruptedException {
        CallJournal question = journal.of(inbound).question(0, 0);
        question.sending(REQUEST, call("uncertain", Charged.UNKNOWN, null));
        question.ended(REQUEST, new End.Answered("That."), call("answered", Charged.YES, "G1"));
    }

    private static Optional<CallJournal.Note> recall(Journal journal, Inbound inbound) {
        return journal.of(inbound).question(0, 0).recall(REQUEST);
    }

    private Inbound inbound(long offset, int attempt) {
        return new Inbound(jobs, offset, NOW, null, null, new RecordHeaders(), attempt, NOW);
    }

    private static CallRecord call(String outcome, Charged charged, String orderId) {
        return new CallRecord(
                "juhe", null, orderId, null, null, null, outcome, charged, null, null, 0, 0, 0, "test@1", null);
    }

    private final class CountedFailures implements JournalObserver {
        @Override
        public void appended(int bytes, Duration took) {}

        @Override
        public void notAppended() {
            failures.incrementAndGet();
        }

        @Override
        public void restored(int entries, Duration took) {}

        @Override
        public void reused() {}

        @Override
        public void lost() {}
    }
}
