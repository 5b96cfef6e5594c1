package io.textmill.worker.engine;

import static io.textmill.worker.engine.EngineHarness.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.textmill.sandbox.kafka.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No more is begun than there is a demand for. */
class DemandTest {
    @TempDir
    static Path folder;

    private static EmbeddedKafka kafka;

    private final ConcurrentLinkedQueue<String> begun = new ConcurrentLinkedQueue<>();
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @BeforeAll
    static void startKafka() {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"));
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void beginsNoMoreRecordsThanAreEnoughAndTheRestWhenThoseHaveEnded() throws Exception {
        try (var harness = new EngineHarness(kafka, 2)) {
            harness.publish(30);
            var running = harness.start(
                    harness.settings(), new Limited(Map.of("jobs", 3)), (EngineHarness.Simple) inbound -> {
                        begun.add("jobs");
                        mayEnd.await();
                        return harness.done(inbound);
                    });
            await().atMost(PATIENCE).until(() -> running.engine().status().queued() == 27);
            assertThat(begun).hasSize(3);

            mayEnd.countDown();

            assertThat(harness.outputs(30)).hasSize(30);
        }
    }

    @Test
    void countsWhatWaitsToGoOn() throws Exception {
        try (var harness = new EngineHarness(kafka, 1)) {
            harness.publish(20);
            EngineHarness.Simple later = harness::done;
            var running = harness.start(harness.settings(), new Limited(Map.of("jobs", 5)), (EngineHarness.Simple)
                    inbound -> {
                        begun.add("jobs");
                        return new Verdict.Again(Instant.now().plus(Duration.ofHours(1)), "for the test", later);
                    });

            await().atMost(PATIENCE)
                    .until(() -> running.engine().status().queued() == 15
                            && running.engine().status().inFlight() == 0);

            assertThat(begun).hasSize(5);
        }
    }

    @Test
    void goesOnWithOneResourceWhileThereIsEnoughForAnother() throws Exception {
        try (var harness = new EngineHarness(kafka, 1)) {
            String other = harness.input + ".other";
            kafka.createTopics(1, List.of(other));
            harness.publish(20);
            harness.publish(other, List.of("a", "b", "c"));
            var demand = new Limited(new ConcurrentHashMap<>(Map.of("jobs", 0, "other", 2)));
            Input first = harness.settings().inputs().getFirst();
            Input second = new Input(other, first.retryPrefix(), 0, Duration.ZERO, 1);
            EngineSettings both = EngineHarness.withInputs(harness.settings(), List.of(first, second));
            harness.start(both, demand, (EngineHarness.Simple) harness::done);
            assertThat(harness.outputs(3)).containsExactlyInAnyOrder("a", "b", "c");

            demand.enough.put("jobs", 1);

            assertThat(harness.outputs(23)).hasSize(23);
        }
    }

    @Test
    void beginsNoMoreOfThoseThatComeBackThanAreEnoughForThemToo() throws Exception {
        try (var harness = new EngineHarness(kafka, 1)) {
            harness.publish(20);
            Instant due = Instant.now().plusMillis(300);
            var again = new ConcurrentLinkedQueue<String>();
            var running = harness.start(
                    harness.settings(), new Limited(Map.of("jobs", 20), Map.of("jobs", 3)), (EngineHarness.Simple)
                            inbound -> {
                                if (inbound.attempt() == 1) {
                                    return new Verdict.Retry(due, "parked", "", List.of());
                                }
                                again.add(EngineHarness.value(inbound));
                                mayEnd.await();
                                return harness.done(inbound);
                            });
            await().atMost(PATIENCE).until(() -> running.engine().status().held() == 17);
            assertThat(again).hasSize(3);

            mayEnd.countDown();

            assertThat(harness.outputs(20)).hasSize(20);
        }
    }

    @Test
    void tellsOtherWorkersWhatARecordTakesBesideTheOffset() throws Exception {
        try (var harness = new EngineHarness(kafka, 1)) {
            harness.publish(3);
            harness.start(harness.settings(), new Limited(Map.of("jobs", 5)), (EngineHarness.Simple) harness::done);

            assertThat(harness.outputs(3)).hasSize(3);

            await().atMost(PATIENCE).until(() -> harness.committed(0).offset() == 3);
            assertThat(Backlog.of(3, harness.committed(0).metadata(), 10)).isEqualTo(new Backlog(7, 250));
        }
    }

    private record Limited(Map<String, Integer> enough, Map<String, Integer> withRetries) implements Demand {
        Limited(Map<String, Integer> enough) {
            this(enough, enough);
        }

        @Override
        public String resource(String topic) {
            return topic.endsWith(".other") ? "other" : "jobs";
        }

        @Override
        public int enough(String resource) {
            return enough.getOrDefault(resource, 0);
        }

        @Override
        public int enoughWithRetries(String resource) {
            return withRetries.getOrDefault(resource, 0);
        }

        @Override
        public int effort(String topic) {
            return 250;
        }
    }
}
