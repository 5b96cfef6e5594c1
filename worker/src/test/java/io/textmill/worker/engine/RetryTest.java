package io.textmill.worker.engine;

import static io.textmill.worker.engine.EngineHarness.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.HeaderNames;
import io.textmill.sandbox.kafka.EmbeddedKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work that waits in a retry topic, on a real broker. Due times are below a tier's own wait: the header decides. */
class RetryTest {
    @TempDir
    static Path folder;

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startKafka() {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"));
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void beginsARetryWhenItIsDueAsTheSameRecordOnceMore() throws Exception {
        try (var harness = new EngineHarness(kafka, 2)) {
            harness.publish(4);
            Queue<Inbound> begun = new ConcurrentLinkedQueue<>();
            Queue<Duration> lateness = new ConcurrentLinkedQueue<>();
            Instant due = Instant.now().plusMillis(1_500);

            harness.start(
                    harness.settings(),
                    (EngineHarness.Simple) inbound -> {
                        if (value(inbound).equals("1")) {
                            begun.add(inbound);
                            if (inbound.attempt() == 1) {
                                return new Verdict.Retry(due, "parked", "no balance", List.of());
                            }
                            assertThat(Instant.now()).isAfterOrEqualTo(due);
                        }
                        return harness.done(inbound);
                    },
                    new Observing(lateness));

            assertThat(harness.outputs(4)).containsExactlyInAnyOrder("0", "1", "2", "3");
            Inbound first = begun.remove();
            Inbound second = begun.remove();
            assertThat(begun).isEmpty();
            assertThat(second.attempt()).isEqualTo(2);
            assertThat(second)
                    .usingRecursiveComparison()
                    .comparingOnlyFields("source", "offset", "timestamp", "key", "value")
                    .isEqualTo(first);
            assertThat(second.firstSeen().toEpochMilli())
                    .isEqualTo(first.firstSeen().toEpochMilli());
            assertThat(second.headers()).isEmpty();
            assertThat(lateness)
                    .hasSize(1)
                    .allSatisfy(late -> assertThat(late).isBetween(Duration.ZERO, EngineHarness.PATIENCE));
        }
    }

    @Test
    void saysInHeadersWhenItIsDueWhereItCameFromAndWhy() throws Exception {
        try (var harness = new EngineHarness(kafka, 1)) {
            harness.publish(1);
            Instant due = Instant.now().plus(Duration.ofMinutes(7));

            harness.start((EngineHarness.Simple) inbound -> new Verdict.Retry(due, "parked", "no balance", List.of()));

            Headers headers = harness.records(harness.retryTopic(RetryTier.ONE_MINUTE), 1)
                    .getFirst()
                    .headers();
            long dueMillis = Long.parseLong(text(headers, HeaderNames.RETRY_DUE));
            assertThat(dueMillis).isBetween(due.toEpochMilli(), due.toEpochMilli() + 5_001);
            assertThat(text(headers, HeaderNames.ORIGIN_TOPIC)).isEqualTo(harness.input);
            assertThat(text(headers, HeaderNames.ORIGIN_OFFSET)).isEqualTo("0");
            assertThat(text(headers, HeaderNames.ATTEMPTS)).isEqualTo("1");
            assertThat(text(headers, HeaderNames.ERROR_CODE)).isEqualTo("parked");
            assertThat(text(headers, HeaderNames.ERROR_MESSAGE)).isEqualTo("no balance");
            assertThat(Long.parseLong(text(headers, HeaderNames.FIRST_SEEN))).isPositive();
        }
    }

    @Test
    void keepsPlacesForRetriesThoughNewWorkWouldFillAll() throws Exception {
        try (var harness = new EngineHarness(kafka, 1)) {
            harness.publish(200);
            var newWorkGoesOn = new java.util.concurrent.CountDownLatch(1);
            Instant due = Instant.now().plusMillis(500);

            // Ten places: the first record comes back as a retry, all others stay until that one has been done.
            harness.start(
                    harness.settings(EngineSettings.Protocol.CONSUMER, 10, Duration.ofSeconds(20)),
                    (EngineHarness.Simple) inbound -> {
                        if (value(inbound).equals("0")) {
                            if (inbound.attempt() == 1) {
                                return new Verdict.Retry(due, "parked", "", List.of());
                            }
                            newWorkGoesOn.countDown();
                        } else if (Integer.parseInt(value(inbound)) > 20) {
                            newWorkGoesOn.await();
                        } else {
                            // Until the retry was read, nothing is known to be waiting.
                            Thread.sleep(100);
                        }
                        return harness.done(inbound);
                    });

            assertThat(harness.outputs(200)).hasSize(200);
        }
    }

    @Test
    void waitsInThePartitionOfTheNumberThatItCameFrom() throws Exception {
        try (var harness = new EngineHarness(kafka, 4)) {
            harness.publish(40);
            Instant due = Instant.now().plus(Duration.ofMinutes(7));

            harness.start((EngineHarness.Simple) _ -> new Verdict.Retry(due, "parked", "", List.of()));

            assertThat(harness.records(harness.retryTopic(RetryTier.ONE_MINUTE), 40))
                    .hasSize(40)
                    .allSatisfy(retry -> assertThat(text(retry.headers(), HeaderNames.ORIGIN_PARTITION))
                            .isEqualTo(Integer.toString(retry.partition())));
        }
    }

    @Test
    void waitsInTheWorkerWhenItIsTooLargeForItsTopicWithWhatItHasPaidFor() throws Exception {
        try (var harness = new EngineHarness(kafka, 1)) {
            harness.publish(1);
            var runs = new AtomicInteger();

            harness.start((EngineHarness.Simple) inbound -> runs.incrementAndGet() == 1
                    ? new Verdict.Retry(
                            Instant.now().plusMillis(300), "parked", "", List.of(), new byte[Outbound.MAX_BYTES])
                    : harness.done(inbound));

            assertThat(harness.outputs(1)).containsExactly("0");
            assertThat(runs).hasValue(2);
        }
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private record Observing(Queue<Duration> lateness) implements EngineObserver {
        @Override
        public void committed(int finished, Duration took) {}

        @Override
        public void notCommitted(boolean outcomeUnknown) {}

        @Override
        public void begunRetry(Duration late) {
            lateness.add(late);
        }
    }
}
