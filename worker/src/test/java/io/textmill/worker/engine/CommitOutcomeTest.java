package io.textmill.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.sandbox.kafka.EmbeddedKafka;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Commits whose answer is lost, on a real broker: whatever became of them, each result is visible once. */
class CommitOutcomeTest {
    @TempDir
    static Path folder;

    private static EmbeddedKafka kafka;

    /** What happens to every third commit. */
    enum Fault {
        COMMITTED_BUT_NOT_ANSWERED,
        NEVER_ARRIVED,
        OFFSETS_NOT_ANSWERED
    }

    @BeforeAll
    static void startKafka() {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"));
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @ParameterizedTest
    @EnumSource
    void publishesEachResultOnceWhateverBecomesOfACommit(Fault fault) throws Exception {
        try (var harness = new EngineHarness(kafka, 2)) {
            harness.publish(300);
            var commits = new AtomicInteger();

            harness.start(
                    harness.settings(),
                    new Faulty(Clients.of(harness.settings()), fault, commits),
                    (EngineHarness.Simple) inbound -> {
                        Thread.sleep(inbound.offset() % 50);
                        return harness.done(inbound);
                    });

            assertThat(harness.outputs(300))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 300).mapToObj(Integer::toString).toList());
            assertThat(commits).hasValueGreaterThan(3);
        }
    }

    private record Faulty(Clients real, Fault fault, AtomicInteger commits) implements Clients {
        @Override
        public Consumer<byte[], byte[]> consumer() {
            return real.consumer();
        }

        @Override
        public Consumer<byte[], byte[]> reader() {
            return real.reader();
        }

        @Override
        @SuppressWarnings("unchecked")
        public Producer<byte[], byte[]> producer(String transactionalId) {
            Producer<byte[], byte[]> producer = real.producer(transactionalId);
            return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                    Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (_, method, arguments) -> {
                        String faulty =
                                fault == Fault.OFFSETS_NOT_ANSWERED ? "sendOffsetsToTransaction" : "commitTransaction";
                        boolean fails = method.getName().equals(faulty) && commits.incrementAndGet() % 3 == 0;
                        if (fails && fault == Fault.NEVER_ARRIVED) {
                            throw new TimeoutException("lost on its way");
                        }
                        try {
                            Object result = method.invoke(producer, arguments);
                            if (fails) {
                                throw new TimeoutException("the answer is lost");
                            }
                            return result;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }
}
