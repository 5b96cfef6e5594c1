package io.textmill.worker.spend;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One worker whose log gives it what it asks for. */
class PurseTest {
    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Cap CAP = new Cap(
            "money",
            null,
            null,
            new Cap.Most.OfMoney(BigDecimal.valueOf(1_000), CNY),
            Cap.Per.DAY,
            ZoneOffset.UTC,
            Cap.WhenReached.FAIL);

    private final Purse purse;
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private long number;

    PurseTest() {
        purse = new Purse(CAP, CAP.window(now));
    }

    @Test
    void aCheapCallLeavesADearOnesRequest() {
        lease("4");
        assertThat(purse.has(new BigDecimal("50"), now)).isFalse();
        purse.await(new BigDecimal("50"));

        assertThat(purse.has(BigDecimal.ONE, now)).isTrue();
        purse.reserve(BigDecimal.ONE);

        assertThat(request().least()).isGreaterThan(new BigDecimal("40"));
    }

    @Test
    void asksForWhatACallLacksThoughALaterOneIsFree() {
        purse.has(new BigDecimal("5"), now);
        purse.await(new BigDecimal("5"));
        assertThat(purse.has(BigDecimal.ZERO, now)).isTrue();

        assertThat(request().least()).isEqualByComparingTo("5");
    }

    @Test
    void givesUpOnlyWhatIsNotToBeHad() {
        purse.has(new BigDecimal("5"), now);
        purse.await(new BigDecimal("5"));

        purse.giveUp(new BigDecimal("6"));
        assertThat(request().least()).isEqualByComparingTo("5");

        purse.giveUp(new BigDecimal("4"));
        now = now.plus(Purse.LOST).plusSeconds(1);
        assertThat(purse.request(id(), BigDecimal.valueOf(1_000), now)).isEmpty();
    }

    @Test
    void anExpiredLeaseWithACallInFlightLeavesTheOthersUsable() {
        lease("2");
        assertThat(purse.has(BigDecimal.ONE, now)).isTrue();
        purse.reserve(BigDecimal.ONE);
        now = now.plus(Purse.LEASE).plusSeconds(1);
        // Of the first lease, what is not in flight may not be used any more.
        assertThat(purse.has(BigDecimal.ONE, now)).isFalse();
        lease("3");

        assertThat(purse.has(new BigDecimal("4"), now)).isFalse();
        assertThat(purse.has(new BigDecimal("3"), now)).isTrue();
        List<BudgetRecord.Return> returns = purse.returns(BigDecimal.valueOf(900), now);

        assertThat(returns).singleElement().satisfies(returned -> {
            assertThat(returned.lease().number()).isEqualTo(1);
            assertThat(returned.keeps()).isEqualByComparingTo("1");
        });
        assertThat(purse.room()).isEqualByComparingTo("3");
    }

    @Test
    void returnsOfAnExpiredLeaseWhatItsLastCallDidNotTake() {
        lease("2");
        purse.has(new BigDecimal("2"), now);
        purse.reserve(new BigDecimal("2"));
        now = now.plus(Purse.LEASE).plus(Duration.ofSeconds(1));
        purse.has(BigDecimal.ONE, now);

        purse.settle(new BigDecimal("2"), new BigDecimal("0.5"));

        assertThat(purse.has(BigDecimal.ONE, now)).isFalse();
        assertThat(purse.returns(BigDecimal.valueOf(900), now)).singleElement().satisfies(returned -> {
            assertThat(returned.ends()).isTrue();
            assertThat(returned.keeps()).isEqualByComparingTo("0.5");
        });
    }

    private BudgetRecord.Id id() {
        return new BudgetRecord.Id("run", ++number);
    }

    private BudgetRecord.Request request() {
        return purse.request(id(), BigDecimal.valueOf(1_000), now).orElseThrow();
    }

    private void lease(String amount) {
        var granted = new BigDecimal(amount);
        Instant expires = now.plus(Purse.LEASE);
        var request = new BudgetRecord.Request(purse.budget(), id(), granted, granted, granted, expires);
        purse.learn(new LeaseLog.Ruling(request, granted));
    }
}
