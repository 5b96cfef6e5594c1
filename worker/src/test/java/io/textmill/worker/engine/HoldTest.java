package io.textmill.worker.engine;

import static io.textmill.worker.engine.EngineHarness.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.textmill.sandbox.kafka.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of work when its partition is given up. */
class HoldTest {
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
    void workThatHasNothingToLoseLeavesAtOnceAndTheRestIsFinished() throws Exception {
        try (var harness = new EngineHarness(kafka, 1)) {
            harness.publish(4);
            var begun = new CountDownLatch(4);
            var mayEnd = new CountDownLatch(1);
            var left = new CountDownLatch(2);
            var first = harness.start((EngineHarness.Simple) inbound -> {
                if (inbound.offset() % 2 == 1) {
                    inbound.hold().free();
                }
                begun.countDown();
                try {
                    mayEnd.await();
                } catch (InterruptedException e) {
                    left.countDown();
                    throw e;
                }
                return harness.text("first");
            });
            begun.await();

            first.engine().stop();
            left.await();
            await().atMost(PATIENCE).until(() -> first.engine().status().inFlight() == 2);
            mayEnd.countDown();
            first.join();
            harness.start((EngineHarness.Simple) _ -> harness.text("second"));

            assertThat(harness.outputs(4)).containsExactlyInAnyOrder("first", "first", "second", "second");
        }
    }

    @Test
    void workThatWaitsToGoOnAndHasNothingToLoseIsLeftToOthers() throws Exception {
        try (var harness = new EngineHarness(kafka, 1)) {
            harness.publish(1);
            var begun = new CountDownLatch(1);
            var first = harness.start((EngineHarness.Simple) inbound -> {
                inbound.hold().free();
                begun.countDown();
                var next = (EngineHarness.Simple) _ -> harness.text("first");
                return new Verdict.Again(Instant.now().plusMillis(500), "for the test", next);
            });
            begun.await();
            await().atMost(PATIENCE).until(() -> first.engine().status().held() == 1);

            first.engine().stop();
            first.join();
            harness.start((EngineHarness.Simple) _ -> harness.text("second"));

            assertThat(harness.outputs(1)).containsExactly("second");
        }
    }

    @Test
    void isTakenUnlessWorkSaysOtherwise() throws Exception {
        var hold = new Hold();
        assertThat(hold.giveUp()).isFalse();

        hold.free();
        hold.take();
        assertThat(hold.giveUp()).isFalse();

        hold.free();
        assertThat(hold.giveUp()).isTrue();
        assertThat(hold.giveUp()).isFalse();
        assertThatThrownBy(hold::take).isInstanceOf(InterruptedException.class);
    }
}
