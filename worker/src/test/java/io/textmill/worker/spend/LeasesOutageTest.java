package io.textmill.worker.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of leases when the topic fails them. */
@Timeout(60)
class LeasesOutageTest {
    private static final Charge CALL = new Charge("juhe", null, 0, 0);
    private static final Cap CAP = new Cap(
            "calls", null, null, new Cap.Most.OfCalls(1_000), Cap.Per.DAY, ZoneOffset.UTC, Cap.WhenReached.WAIT);

    private final FakeTopic topic = new FakeTopic();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T12:00:00Z"));

    @Test
    void goesOnWhenTheTopicIsBackThoughItCouldNotBeOpenedAtFirst() {
        try (Leases leases = leases()) {
            awaitGranted(leases);

            topic.openings.add(() -> new KafkaException("no resolvable bootstrap urls given"));
            topic.openings.add(() -> new KafkaException("no resolvable bootstrap urls given"));
            topic.readings.add(() -> new TimeoutException("no answer"));
            await().atMost(Duration.ofSeconds(20)).until(topic.openings::isEmpty);

            useUp(leases);
            awaitGranted(leases);
        }
    }

    @Test
    void goesOnAfterADefect() {
        try (Leases leases = leases()) {
            awaitGranted(leases);

            topic.readings.add(() -> new IllegalStateException("a defect"));
            topic.readings.add(() -> new StackOverflowError("another"));
            await().atMost(Duration.ofSeconds(20)).until(topic.readings::isEmpty);

            useUp(leases);
            awaitGranted(leases);
        }
    }

    @Test
    void tellsAProblemWhileNothingIsHeardForLongAndNoneAfterwards() throws Exception {
        try (Leases leases = leases()) {
            topic.silent = true;
            assertThat(leases.reserve(CALL)).isInstanceOf(Spending.Decision.Refused.class);
            now.updateAndGet(moment -> moment.plusSeconds(29));
            assertThat(leases.problem()).isEmpty();

            now.updateAndGet(moment -> moment.plusSeconds(2));
            await().during(Duration.ofSeconds(1)).until(() -> leases.problem().isPresent());

            topic.silent = false;
            now.updateAndGet(moment -> moment.plusSeconds(20));
            await().atMost(Duration.ofSeconds(10)).until(() -> leases.problem().isEmpty());
            awaitGranted(leases);
        }
    }

    @Test
    void tellsNoProblemWhileNothingIsAsked() {
        try (Leases leases = leases()) {
            now.updateAndGet(moment -> moment.plusSeconds(3_600));

            await().atMost(Duration.ofSeconds(10)).until(() -> leases.problem().isEmpty());
        }
    }

    @Test
    void judgesNoCapByAHalfReadLog() throws Exception {
        Cap small = new Cap(
                "small", null, null, new Cap.Most.OfCalls(1), Cap.Per.DAY, ZoneOffset.UTC, Cap.WhenReached.FAIL);
        var lease = new BudgetRecord.Id("other", 1);
        var budget = new Budget("small", "calls", "2026-11-20");
        var one = BigDecimal.ONE;
        topic.add(List.of(
                new BudgetRecord.Request(budget, lease, one, one, one, now.get()),
                new BudgetRecord.Return(budget, lease, BigDecimal.ZERO, true)));
        topic.visible = 1;

        try (Leases leases = new Leases(List.of(small), new PriceTable(Map.of()), topic::open, now::get)) {
            Leases.start(leases);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> leases.held(small).signum() > 0);
            var decision = leases.reserve(CALL);

            assertThat(decision)
                    .isInstanceOfSatisfying(
                            Spending.Decision.Refused.class,
                            refused -> assertThat(refused.fails()).isFalse());

            topic.visible = Integer.MAX_VALUE;
            awaitGranted(leases);
        }
    }

    private Leases leases() {
        return Leases.start(new Leases(List.of(CAP), new PriceTable(Map.of()), topic::open, now::get));
    }

    private static void awaitGranted(Leases leases) {
        await().atMost(Duration.ofSeconds(20)).until(() -> leases.reserve(CALL) instanceof Spending.Decision.Granted);
    }

    /** More than one lease of this cap holds. */
    private static void useUp(Leases leases) {
        for (int i = 0; i < 60; i++) {
            awaitGranted(leases);
        }
        assertThat(leases.held(CAP)).isGreaterThan(CAP.most().amount().movePointLeft(2));
    }
}
