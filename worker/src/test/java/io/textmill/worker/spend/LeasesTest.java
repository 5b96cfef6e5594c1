package io.textmill.worker.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.textmill.contract.CallRecord;
import io.textmill.contract.Charged;
import io.textmill.sandbox.kafka.EmbeddedKafka;
import io.textmill.worker.spend.Spending.Decision;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeasesTest {
    private static final Currency CNY = Currency.getInstance("CNY");
    private static final PriceTable PRICES = new PriceTable(Map.of("juhe", Price.perCall(new BigDecimal("0.02"), CNY)));
    private static final Charge CALL = new Charge("juhe", "acme", 0, 0);

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
    void twoWorkersUseACapToTheLastCallAndNotBeyond() throws Exception {
        kafka.createTopics(1, List.of("race.budget"));
        Cap cap = money("10", Cap.WhenReached.WAIT);
        var made = new AtomicInteger();

        try (Leases one = leases("race.budget", cap);
                Leases other = leases("race.budget", cap);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Leases each : List.of(one, other)) {
                for (int i = 0; i < 20; i++) {
                    var _ = threads.submit(() -> {
                        callUntilRefused(each, made);
                        return null;
                    });
                }
            }
        }

        assertThat(made).hasValue(500);
    }

    @Test
    void returnsWhatIsLeftWhenAWorkerStopsAndCountsWhatACrashedOneHeld() throws Exception {
        kafka.createTopics(1, List.of("stop.budget"));
        Cap cap = money("0.30", Cap.WhenReached.FAIL);
        try (Leases first = leases("stop.budget", cap)) {
            pay(first, Charged.YES);
            pay(first, Charged.NO);
        }

        try (Leases second = leases("stop.budget", cap)) {
            // Nobody settles this one: its worker might have crashed.
            second.reserve(CALL);
        }

        try (Leases third = leases("stop.budget", cap)) {
            for (int i = 0; i < 13; i++) {
                pay(third, Charged.UNKNOWN);
            }
            Decision last = third.reserve(CALL);

            // Until its lease expires, the second might have come back with the rest.
            assertThat(last).isInstanceOfSatisfying(Decision.Refused.class, refused -> {
                assertThat(refused.fails()).isFalse();
                assertThat(refused.message()).isEqualTo("the cap money of 0.30 CNY a day is reached");
            });
        }
    }

    @Test
    void reservesInAllCapsOrInNone() throws Exception {
        kafka.createTopics(1, List.of("both.budget"));
        Cap money = money("100", Cap.WhenReached.WAIT);
        var calls = new Cap(
                "calls", "juhe", "acme", new Cap.Most.OfCalls(3), Cap.Per.MONTH, ZoneOffset.UTC, Cap.WhenReached.FAIL);
        try (Leases leases = leases("both.budget", money, calls)) {
            for (int i = 0; i < 3; i++) {
                pay(leases, Charged.YES);
            }
            for (int i = 0; i < 5; i++) {
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> leases.reserve(CALL) instanceof Decision.Refused refused && refused.fails());
            }
            // Another tenant's calls are not counted by that cap.
            assertThat(leases.reserve(new Charge("juhe", "other", 0, 0))).isInstanceOf(Decision.Granted.class);
        }

        try (Leases next = leases("both.budget", money)) {
            await().atMost(Duration.ofSeconds(10)).until(() -> next.held(money).compareTo(new BigDecimal("0.08")) == 0);
        }
    }

    private static Leases leases(String topic, Cap... caps) {
        Map<String, String> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
        return Leases.start(List.of(caps), PRICES, topic, "worker", client, InstantSource.system());
    }

    private static Cap money(String amount, Cap.WhenReached whenReached) {
        var most = new Cap.Most.OfMoney(new BigDecimal(amount), CNY);
        return new Cap("money", null, null, most, Cap.Per.DAY, ZoneOffset.UTC, whenReached);
    }

    /** Until nothing is left and nothing may come back. */
    private static void callUntilRefused(Leases leases, AtomicInteger made) throws InterruptedException {
        for (int refusals = 0; refusals < 200; ) {
            switch (leases.reserve(CALL)) {
                case Decision.Granted(var reservation) -> {
                    made.incrementAndGet();
                    reservation.settle(call(Charged.YES));
                }
                case Decision.Refused refused -> {
                    refusals++;
                    if (refused.until().isAfter(InstantSource.system().instant().plusSeconds(20))) {
                        return;
                    }
                    Thread.sleep(20);
                }
            }
        }
    }

    private static void pay(Leases leases, Charged charged) throws InterruptedException {
        switch (leases.reserve(CALL)) {
            case Decision.Granted(var reservation) -> reservation.settle(call(charged));
            case Decision.Refused refused -> throw new AssertionError(refused);
        }
    }

    private static CallRecord call(Charged charged) {
        return new CallRecord(
                "juhe", null, "G1", null, null, null, "answered", charged, null, null, 0, 0, null, "test@1", null);
    }
}
