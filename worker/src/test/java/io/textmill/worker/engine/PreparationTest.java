package io.textmill.worker.engine;

import static io.textmill.worker.engine.EngineHarness.PATIENCE;
import static io.textmill.worker.engine.EngineHarness.value;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.textmill.sandbox.kafka.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {
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
    void beginsNoRecordOfAPartitionThatIsNotReadyWhileTheOthersGoOn() throws Exception {
        try (var harness = new EngineHarness(kafka, 2)) {
            harness.publish(20);
            var late = new TopicPartition(harness.input, 1);
            var preparation = new Recorded(Set.of(late));
            var seen = new CopyOnWriteArrayList<Integer>();
            harness.start(harness.settings(), preparation, (EngineHarness.Simple) inbound -> {
                seen.add(inbound.source().partition());
                return harness.done(inbound);
            });
            assertThat(harness.outputs(10)).hasSize(10);
            assertThat(seen).containsOnly(0);

            preparation.waiting.remove(late);

            assertThat(harness.outputs(20)).hasSize(20);
        }
    }

    @Test
    void saysWhatIsFinishedOnceThatIsCommittedAndWhatIsGivenUpAfterThat() throws Exception {
        try (var harness = new EngineHarness(kafka, 1)) {
            harness.publish(5);
            var preparation = new Recorded(Set.of());
            var running = harness.start(harness.settings(), preparation, (EngineHarness.Simple) harness::done);
            await().atMost(PATIENCE)
                    .until(() -> preparation.events.stream()
                                    .filter("finished"::equals)
                                    .count()
                            == 5);
            assertThat(harness.committed(0).offset()).isEqualTo(5);

            running.stop();

            assertThat(preparation.events).endsWith("finished", "left");
            assertThat(preparation.events.getFirst()).isEqualTo("begun");
        }
    }

    @Test
    void givesTheNextAttemptWhatTheOneBeforeHasLeft() throws Exception {
        try (var harness = new EngineHarness(kafka, 1)) {
            harness.publish(List.of("job"));

            harness.start((EngineHarness.Simple) inbound -> {
                byte[] state = inbound.state();
                return state == null
                        ? new Verdict.Retry(
                                Instant.now().plusMillis(100), "parked", "", List.of(), new byte[] {'o', 'k'})
                        : harness.text(value(inbound) + " " + inbound.attempt() + " " + new String(state, UTF_8));
            });

            assertThat(harness.outputs(1)).containsExactly("job 2 ok");
        }
    }

    /** Writes down what it is told; those partitions wait. */
    private static final class Recorded implements Preparation {
        private final List<String> events = new CopyOnWriteArrayList<>();
        private final Set<TopicPartition> waiting = ConcurrentHashMap.newKeySet();

        Recorded(Set<TopicPartition> waiting) {
            this.waiting.addAll(waiting);
        }

        @Override
        public void begin(TopicPartition partition) {
            events.add("begun");
        }

        @Override
        public boolean isReady(TopicPartition partition) {
            return !waiting.contains(partition);
        }

        @Override
        public void finished(Inbound inbound) {
            events.add("finished");
        }

        @Override
        public void leave(Collection<TopicPartition> partitions) {
            events.add("left");
        }
    }
}
