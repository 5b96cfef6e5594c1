package io.textmill.worker.engine;

import static io.textmill.worker.engine.EngineHarness.PATIENCE;
import static io.textmill.worker.engine.EngineHarness.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.textmill.sandbox.kafka.EmbeddedKafka;
import io.textmill.worker.check.ClusterCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineTest {
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
    void publishesWhatComesOfEveryRecordOnceThoughTheyEndOutOfOrder() throws Exception {
        try (var harness = new EngineHarness(kafka, 4)) {
            harness.publish(1_000);

            // Every third record takes a while, so that later ones overtake it.
            var running = harness.start((EngineHarness.Simple) inbound -> {
                Thread.sleep(Integer.parseInt(value(inbound)) % 3 == 0 ? 20 : 0);
                return harness.done(inbound);
            });

            assertThat(harness.outputs(1_000)).containsExactlyInAnyOrderElementsOf(numbers(1_000));
            running.stop();
            assertThat(harness.committed(0).offset()).isEqualTo(250);
            Checkpoint left = Checkpoint.decode(250, harness.committed(0).metadata());
            assertThat(left.frontier()).isEqualTo(Frontier.at(250));
            assertThat(left.tenure().isClean()).isTrue();
        }
    }

    @Test
    void doesNotRepeatAfterAStopWhatWasFinishedBehindAnOpenRecord() throws Exception {
        try (var harness = new EngineHarness(kafka, 1)) {
            harness.publish(10);
            var stuck = new CountDownLatch(1);
            var first = harness.start(
                    (EngineHarness.Simple) inbound -> {
                        if (value(inbound).equals("3")) {
                            stuck.await();
                        }
                        return harness.done(inbound);
                    },
                    Duration.ofMillis(200));
            assertThat(harness.outputs(9)).hasSize(9);
            first.stop();

            Set<String> repeated = ConcurrentHashMap.newKeySet();
            harness.start((EngineHarness.Simple) inbound -> {
                repeated.add(value(inbound));
                return harness.done(inbound);
            });

            assertThat(harness.outputs(10)).containsExactlyInAnyOrderElementsOf(numbers(10));
            assertThat(repeated).containsExactly("3");
        }
    }

    @Test
    void finishesWhatIsInFlightWhenItIsStopped() throws Exception {
        try (var harness = new EngineHarness(kafka, 1)) {
            harness.publish(5);
            var begun = new CountDownLatch(5);
            var release = new CountDownLatch(1);
            var running = harness.start((EngineHarness.Simple) inbound -> {
                begun.countDown();
                release.await();
                return harness.done(inbound);
            });
            begun.await();

            running.engine().stop();
            await().atMost(PATIENCE).until(() -> running.engine().status().phase() == EngineStatus.Phase.DRAINING);
            release.countDown();

            running.join();
            assertThat(harness.outputs(5)).containsExactlyInAnyOrderElementsOf(numbers(5));
        }
    }

    @Test
    void leavesAtOnceWhenItIsToldToAbortAndCommitsWhatIsFinished() throws Exception {
        try (var harness = new EngineHarness(kafka, 1)) {
            harness.publish(5);
            var begun = new CountDownLatch(5);
            var running = harness.start((EngineHarness.Simple) inbound -> {
                begun.countDown();
                if (value(inbound).equals("2")) {
                    new CountDownLatch(1).await();
                }
                return harness.done(inbound);
            });
            begun.await();
            running.engine().stop();
            await().atMost(PATIENCE).until(() -> running.engine().status().phase() == EngineStatus.Phase.DRAINING);

            running.engine().abort();

            running.join();
            assertThat(harness.outputs(4)).containsExactlyInAnyOrder("0", "1", "3", "4");
            assertThat(harness.committed(0).offset()).isEqualTo(2);
        }
    }

    @Test
    void letsGoOnWhatWasBegunWhenItIsStopped() throws Exception {
        try (var harness = new EngineHarness(kafka, 1)) {
            harness.publish(1);
            Work rest = (EngineHarness.Simple) harness::done;
            var running = harness.start((EngineHarness.Simple)
                    _ -> new Verdict.Again(Instant.now().plusSeconds(1), "between two calls", rest));
            await().atMost(PATIENCE).until(() -> running.engine().status().held() == 1);

            running.stop();

            assertThat(harness.outputs(1)).containsExactly("0");
        }
    }

    @Test
    void continuesARecordLaterWithoutHoldingTheOthersUp() throws Exception {
        try (var harness = new EngineHarness(kafka, 1)) {
            harness.publish(3);
            var attempts = new AtomicInteger();
            Work continuation = (EngineHarness.Simple) inbound -> {
                attempts.set(inbound.attempt());
                return harness.done(inbound);
            };

            harness.start((EngineHarness.Simple) inbound -> value(inbound).equals("0")
                    ? new Verdict.Again(Instant.now().plusMillis(300), "later", continuation)
                    : harness.done(inbound));

            assertThat(harness.outputs(3)).containsExactly("1", "2", "0");
            assertThat(attempts).hasValue(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void handsPartitionsOverWithoutLossOrRepetition(EngineSettings.Protocol protocol) throws Exception {
        try (var harness = new EngineHarness(kafka, 6)) {
            harness.publish(600);
            Set<String> twice = ConcurrentHashMap.newKeySet();
            Set<String> ran = ConcurrentHashMap.newKeySet();
            Work work = (EngineHarness.Simple) inbound -> {
                if (!ran.add(value(inbound))) {
                    twice.add(value(inbound));
                }
                Thread.sleep(50);
                return harness.done(inbound);
            };

            var first = harness.start(harness.settings(protocol, 100, Duration.ofSeconds(20)), work);
            harness.outputs(100);
            harness.start(harness.settings(protocol, 100, Duration.ofSeconds(20)), work);
            harness.outputs(300);
            first.stop();

            assertThat(harness.outputs(600)).containsExactlyInAnyOrderElementsOf(numbers(600));
            assertThat(twice).isEmpty();
        }
    }

    @Test
    void givesARecordUpWhoseWorkHasADefect() throws Exception {
        try (var harness = new EngineHarness(kafka, 1)) {
            harness.publish(List.of("fine", "broken"));

            harness.start(new Work() {
                @Override
                public Verdict run(Inbound inbound) {
                    if (value(inbound).equals("broken")) {
                        throw new IllegalStateException("a defect");
                    }
                    return harness.done(inbound);
                }

                @Override
                public Verdict.Done giveUp(Inbound inbound, Reason why, String detail) {
                    return harness.text(why + " " + detail);
                }
            });

            assertThat(harness.outputs(2)).containsExactlyInAnyOrder("fine", "DEFECT IllegalStateException");
        }
    }

    @Test
    void givesUpWhatIsTooLargeToPublish() throws Exception {
        try (var harness = new EngineHarness(kafka, 1)) {
            harness.publish(List.of("one"));

            harness.start(new Work() {
                @Override
                public Verdict run(Inbound inbound) {
                    return harness.text("x".repeat(2_000_000));
                }

                @Override
                public Verdict.Done giveUp(Inbound inbound, Reason why, String detail) {
                    return harness.text(why.name());
                }
            });

            assertThat(harness.outputs(1)).containsExactly("TOO_LARGE");
        }
    }

    @Test
    void givesUpWhatIsTooLargeForItsTopicAndPublishesTheRest() throws Exception {
        try (var harness = new EngineHarness(kafka, 1)) {
            // Not before the start: the engine would know, and keep it out of any transaction.
            var running = harness.start(new Work() {
                @Override
                public Verdict run(Inbound inbound) {
                    return value(inbound).equals("7") ? harness.text(incompressible(100_000)) : harness.done(inbound);
                }

                @Override
                public Verdict.Done giveUp(Inbound inbound, Reason why, String detail) {
                    return harness.text(why + " " + value(inbound));
                }
            });
            await().atMost(PATIENCE).until(() -> running.engine().status().phase() == EngineStatus.Phase.RUNNING);
            harness.limitOutput(30_000);
            harness.publish(20);

            assertThat(harness.outputs(20))
                    .contains("TOO_LARGE 7")
                    .contains("6", "8", "19")
                    .hasSize(20);
        }
    }

    @Test
    void keepsWhatCannotEvenBeGivenUpAndGoesOnWithTheRest() throws Exception {
        try (var harness = new EngineHarness(kafka, 1)) {
            harness.publish(3);

            harness.start(new Work() {
                @Override
                public Verdict run(Inbound inbound) {
                    if (value(inbound).equals("1")) {
                        throw new IllegalStateException("a defect");
                    }
                    return harness.done(inbound);
                }

                @Override
                public Verdict.Done giveUp(Inbound inbound, Reason why, String detail) {
                    throw new IllegalStateException("a defect there too");
                }
            });

            assertThat(harness.outputs(2)).containsExactlyInAnyOrder("0", "2");
            await().atMost(PATIENCE).until(() -> harness.committed(0).offset() == 1);
        }
    }

    @Test
    void saysWhichTopicsDoNotExist() {
        var settings = new EngineSettings(
                "worker",
                "group",
                EngineSettings.Protocol.CONSUMER,
                List.of(new Input("no-such-input", "no-such-retry.")),
                List.of("no-such-output"),
                "no-such-markers",
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                EngineSettings.Checks.WARN,
                new EngineSettings.Bounds(10, 1 << 20, Duration.ofMillis(5), Duration.ofSeconds(1)));
        EngineHarness.Simple never = inbound -> new Verdict.Done(List.of());
        var surroundings = Surroundings.of(settings, ClusterCheck.of(settings), InstantSource.system());
        var engine = new Engine(settings, surroundings, never, EngineObserver.NONE);

        assertThatThrownBy(engine::run).hasMessageContaining("no-such-input").hasMessageContaining("no-such-output");
    }

    @Test
    void begunWorkComesFromAllPartitionsThoughThereIsRoomForOneOnly() throws Exception {
        try (var harness = new EngineHarness(kafka, 4)) {
            harness.publish(80);
            Set<Integer> partitions = ConcurrentHashMap.newKeySet();
            var begun = new AtomicInteger();

            harness.startWithRoomFor(1, (EngineHarness.Simple) inbound -> {
                if (begun.getAndIncrement() < 40) {
                    partitions.add(inbound.source().partition());
                }
                return harness.done(inbound);
            });

            assertThat(harness.outputs(80)).hasSize(80);
            assertThat(partitions).hasSize(4);
        }
    }

    @Test
    void doesNotTouchAPartitionWhoseMetadataItCannotRead() throws Exception {
        try (var harness = new EngineHarness(kafka, 2)) {
            harness.publish(4);
            harness.commit(0, 0, "written by another program");

            var running = harness.start((EngineHarness.Simple) harness::done);

            assertThat(harness.outputs(2)).containsExactlyInAnyOrder("1", "3");
            assertThat(running.engine().status().blocked()).containsOnlyKeys(new TopicPartition(harness.input, 0));
        }
    }

    private static String incompressible(int length) {
        return new SplittableRandom(1)
                .ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }
}
