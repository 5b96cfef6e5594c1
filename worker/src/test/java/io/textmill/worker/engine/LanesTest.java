package io.textmill.worker.engine;

import static io.textmill.worker.engine.EngineHarness.PATIENCE;
import static io.textmill.worker.engine.EngineHarness.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.textmill.sandbox.kafka.EmbeddedKafka;
import io.textmill.worker.engine.EngineHarness.Running;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several inputs that share their retry topics. */
class LanesTest {
    private static final int PARTITIONS = 2;

    @TempDir
    static Path folder;

    private static EmbeddedKafka kafka;

    private final AtomicBoolean opened = new AtomicBoolean();
    private final ConcurrentLinkedQueue<String> begun = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void startKafka() {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"));
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void beginsTheTenOfOneLaneWithinTwentyTurnsThoughFiveThousandWaitInAnother() throws Exception {
        try (var harness = new EngineHarness(kafka, PARTITIONS)) {
            start(harness, 1);

            // Two at once: the order may be off by one.
            assertThat(begun.stream().limit(21)).containsAll(named("few-", 10));
            assertThat(harness.outputs(60)).containsAll(named("few-", 10));
        }
    }

    @Test
    void beginsAsManyAsTheWeightsSay() throws Exception {
        try (var harness = new EngineHarness(kafka, PARTITIONS)) {
            start(harness, 0.25);

            // Each fifth is one of the few.
            assertThat(begun.stream().limit(40).filter(name -> name.startsWith("few-")))
                    .hasSizeBetween(7, 9);
            assertThat(begun.stream().limit(51)).containsAll(named("few-", 10));
        }
    }

    @Test
    void retriesOfALaneComeBackAsWhatTheyWere() throws Exception {
        try (var harness = new EngineHarness(kafka, PARTITIONS)) {
            String lane = lane(harness);
            harness.publish(lane, named("few-", 2));

            harness.start(settings(harness, lane, 1), (EngineHarness.Simple) inbound -> inbound.attempt() == 1
                    ? new Verdict.Retry(Instant.now(), "later", "for the test", List.of())
                    : harness.text(inbound.source().topic() + " " + value(inbound)));

            assertThat(harness.outputs(2)).containsExactlyInAnyOrder(lane + " few-0", lane + " few-1");
        }
    }

    /** Begins nothing before both wait in the worker; returns when sixty were begun. */
    private void start(EngineHarness harness, double weight) throws Exception {
        String lane = lane(harness);
        harness.publish(lane, named("few-", 10));
        Running running = harness.start(settings(harness, lane, weight), new Gate(), (EngineHarness.Simple) inbound -> {
            begun.add(value(inbound));
            return harness.done(inbound);
        });
        await().atMost(PATIENCE).until(() -> running.engine().status().queued() == 10);
        harness.publish(named("many-", 5_000));
        await().atMost(PATIENCE).until(() -> running.engine().status().queued() > 500);
        opened.set(true);
        await().atMost(PATIENCE).until(() -> begun.size() >= 60);
    }

    private static String lane(EngineHarness harness) {
        String lane = harness.input + ".few";
        kafka.createTopics(PARTITIONS, List.of(lane));
        return lane;
    }

    private static EngineSettings settings(EngineHarness harness, String lane, double weight) {
        EngineSettings alone = harness.settings(EngineSettings.Protocol.CONSUMER, 2, Duration.ofSeconds(20));
        Input first = alone.inputs().getFirst();
        return EngineHarness.withInputs(
                alone, List.of(first, new Input(lane, first.retryPrefix(), 0, Duration.ZERO, weight)));
    }

    private static List<String> named(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    /** Shut until the test opens it. */
    private final class Gate implements Preparation {
        @Override
        public void begin(TopicPartition partition) {}

        @Override
        public boolean isReady(TopicPartition partition) {
            return opened.get();
        }

        @Override
        public void finished(Inbound inbound) {}

        @Override
        public void leave(Collection<TopicPartition> partitions) {}
    }
}
