package io.textmill.worker.engine;

import static io.textmill.worker.engine.EngineHarness.PATIENCE;
import static io.textmill.worker.engine.EngineHarness.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.textmill.sandbox.kafka.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LateCompletionTest {
    @TempDir
    Path folder;

    /**
     * The sequence that breaks KPipe, whose state is keyed by partition alone: a partition is revoked while a record of it
     * runs, comes back to the same worker, and only then the first run's completion arrives. It must not count for the
     * second assignment; there the record must run again, after the first run has ended, and have one result.
     */
    @Test
    void aStaleCompletionAfterRevokeAndReassignDoesNotMoveTheNewAssignmentAsItDoesInKPipe() throws Exception {
        try (var kafka = EmbeddedKafka.start(folder.resolve("kafka"));
                var harness = new EngineHarness(kafka, 2)) {
            harness.publish(40);
            var released = new CountDownLatch(1);
            var running = new AtomicInteger();
            var mostAtOnce = new AtomicInteger();
            var begun = new AtomicInteger();
            // Records 0 and 1, the first of each partition, hang and cannot be interrupted.
            var first = harness.start(
                    (EngineHarness.Simple) inbound -> {
                        if (value(inbound).equals("0") || value(inbound).equals("1")) {
                            begun.incrementAndGet();
                            mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
                            awaitWhateverComes(released);
                            running.decrementAndGet();
                        }
                        return harness.done(inbound);
                    },
                    Duration.ofMillis(100));
            assertThat(harness.outputs(38)).hasSize(38);
            var second = harness.start(
                    (EngineHarness.Simple) inbound -> {
                        new CountDownLatch(1).await();
                        throw new AssertionError("only an interrupt ends it");
                    },
                    Duration.ofMillis(100));
            await().atMost(PATIENCE).until(() -> second.engine().status().inFlight() == 1);
            second.stop();
            await().atMost(PATIENCE).until(() -> first.engine().status().held() == 1);
            assertThat(mostAtOnce).hasValue(2);

            released.countDown();

            assertThat(harness.outputs(40)).hasSize(40).doesNotHaveDuplicates();
            assertThat(begun).hasValue(3);
            await().atMost(PATIENCE).until(() -> harness.committed(0).offset() == 20);
            await().atMost(PATIENCE).until(() -> harness.committed(1).offset() == 20);
        }
    }

    private static void awaitWhateverComes(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // A call that cannot be interrupted goes on.
            }
        }
    }
}
