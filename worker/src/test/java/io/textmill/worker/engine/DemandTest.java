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

    private record Limited(Map<String, Integer> enough) implements Demand {
        @Override
        public String resource(String topic) {
            return topic.endsWith(".other") ? "other" : "jobs";
        }

        @Override
        public int enough(String resource) {
            return enough.getOrDefault(resource, 0);
        }
    }
}
