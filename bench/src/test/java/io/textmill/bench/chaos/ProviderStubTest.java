package io.textmill.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProviderStubTest {
    private static final ChaosJob LONG = ChaosJob.plain("long", Duration.ofMinutes(10));

    @Test
    void holdsACallAsLongAsItAsksFor() throws Exception {
        try (var stub = ProviderStub.start();
                var client = new StubClient(stub.uri(), "w1.1")) {
            client.call(ChaosJob.plain("j", Duration.ofMillis(300)), 0, "jobs-1");

            Call call = stub.ledger().calls().getFirst();
            assertThat(call.answered()).isTrue();
            assertThat(Duration.between(call.begin(), call.end())).isGreaterThanOrEqualTo(Duration.ofMillis(300));
            assertThat(call.life()).isEqualTo("w1.1");
            assertThat(call.partition()).isEqualTo("jobs-1");
        }
    }

    @Test
    void noticesACallThatIsCutOffWhenItHappens() throws Exception {
        try (var stub = ProviderStub.start();
                var client = new StubClient(stub.uri(), "w1.1")) {
            var interrupted = new CountDownLatch(1);
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    client.call(LONG, 0, "jobs-1");
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
            });
            await(() -> stub.ledger().held() == 1);

            caller.interrupt();

            interrupted.await();
            await(() -> stub.ledger().held() == 0);
            assertThat(stub.ledger().calls().getFirst().answered()).isFalse();
        }
    }

    @Test
    void holdsThousandsOfCallsAtOnce() throws Exception {
        try (var stub = ProviderStub.start();
                var client = new StubClient(stub.uri(), "w1.1");
                var hands = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> calls = IntStream.range(0, 2_000)
                    .mapToObj(i -> hands.submit(() -> {
                        client.call(LONG, 0, "jobs-1");
                        return null;
                    }))
                    .toList();

            await(() -> stub.ledger().held() == 2_000);

            calls.forEach(call -> call.cancel(true));
            await(() -> stub.ledger().held() == 0);
            assertThat(stub.ledger().mostHeld()).isEqualTo(2_000);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(50);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(10);
        }
    }
}
