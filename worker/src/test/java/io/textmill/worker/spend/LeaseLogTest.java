package io.textmill.worker.spend;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeaseLogTest {
    private static final Budget BUDGET = new Budget("juhe", "CNY", "2026-11-20");
    private static final Instant EXPIRES = Instant.parse("2026-11-20T10:00:00Z");

    private final LeaseLog log = new LeaseLog();

    @Test
    void grantsWhatIsAskedForAndThenWhatIsLeft() {
        assertThat(ask("a", 1, "60", "1", "100")).isEqualByComparingTo("60");
        assertThat(ask("b", 1, "60", "1", "100")).isEqualByComparingTo("40");
        assertThat(ask("a", 2, "1", "1", "100")).isZero();
    }

    @Test
    void refusesWhatIsLeftWhenItIsBelowTheLeast() {
        ask("a", 1, "60", "1", "100");

        assertThat(ask("b", 1, "60", "41", "100")).isZero();
        assertThat(log.held(BUDGET)).isEqualByComparingTo("60");
    }

    @Test
    void countsALeaseThatNobodyReturnsForEver() {
        ask("a", 1, "100", "1", "100");

        assertThat(ask("b", 1, "1", "1", "100")).isZero();
        assertThat(log.mayComeBack(BUDGET, EXPIRES.minusSeconds(1))).isTrue();
        assertThat(log.mayComeBack(BUDGET, EXPIRES)).isFalse();
    }

    @Test
    void givesReturnedRestsToOthers() {
        ask("a", 1, "100", "1", "100");
        log.apply(new BudgetRecord.Return(BUDGET, new BudgetRecord.Id("a", 1), new BigDecimal("30"), false));

        assertThat(ask("b", 1, "100", "1", "100")).isEqualByComparingTo("70");
    }

    @Test
    void countsARecordThatIsDeliveredTwiceOnce() {
        ask("a", 1, "50", "1", "100");
        ask("a", 1, "50", "1", "100");
        var rest = new BudgetRecord.Return(BUDGET, new BudgetRecord.Id("a", 1), new BigDecimal("20"), true);
        log.apply(rest);
        log.apply(rest);

        assertThat(log.held(BUDGET)).isEqualByComparingTo("20");
    }

    @Test
    void givesBackNothingWhenAnOlderReturnComesLate() {
        ask("a", 1, "50", "1", "100");
        log.apply(new BudgetRecord.Return(BUDGET, new BudgetRecord.Id("a", 1), new BigDecimal("20"), false));
        log.apply(new BudgetRecord.Return(BUDGET, new BudgetRecord.Id("a", 1), new BigDecimal("40"), false));

        assertThat(log.held(BUDGET)).isEqualByComparingTo("20");
    }

    @Test
    void countsWhatALeaseHasCostBeyondItself() {
        ask("a", 1, "50", "1", "100");
        log.apply(new BudgetRecord.Return(BUDGET, new BudgetRecord.Id("a", 1), new BigDecimal("55"), true));

        assertThat(ask("b", 1, "50", "1", "100")).isEqualByComparingTo("45");
    }

    @Test
    void judgesEachRequestByTheLimitThatItsWorkerKnows() {
        ask("old", 1, "60", "1", "100");

        assertThat(ask("new", 1, "1", "1", "50")).isZero();
        assertThat(ask("new", 2, "30", "1", "80")).isEqualByComparingTo("20");
    }

    @Test
    void keepsBudgetsApart() {
        ask("a", 1, "100", "1", "100");
        var tomorrow = new Budget("juhe", "CNY", "2026-11-21");
        log.apply(new BudgetRecord.Request(
                tomorrow, new BudgetRecord.Id("a", 2), BigDecimal.TEN, BigDecimal.ONE, BigDecimal.TEN, EXPIRES));

        assertThat(log.held(tomorrow)).isEqualByComparingTo("10");
        assertThat(log.held(BUDGET)).isEqualByComparingTo("100");
    }

    private BigDecimal ask(String holder, long number, String amount, String least, String limit) {
        var request = new BudgetRecord.Request(
                BUDGET,
                new BudgetRecord.Id(holder, number),
                new BigDecimal(amount),
                new BigDecimal(least),
                new BigDecimal(limit),
                EXPIRES);
        return log.apply(request).map(LeaseLog.Ruling::granted).orElse(BigDecimal.ZERO);
    }
}
