package io.textmill.worker.spend;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several workers on one log, in every order that a seed comes to. */
class BudgetsTest {
    private static final Currency CNY = Currency.getInstance("CNY");
    private static final PriceTable BY_TOKENS = new PriceTable(Map.of(
            SimWorkers.PROVIDER, new Price(new BigDecimal("0.01"), BigDecimal.TEN, new BigDecimal("30"), CNY, true)));
    private static final PriceTable BY_CALL =
            new PriceTable(Map.of(SimWorkers.PROVIDER, Price.perCall(new BigDecimal("0.02"), CNY)));
    private static final int SEEDS = 100;
    private static final int STEPS = 8_000;

    @Test
    void staysWithinEveryCapThroughCrashesRestartsRepetitionsAndReadingAnew() {
        List<Cap> caps = List.of(money("0.7", Cap.Per.DAY), money("0.9", Cap.Per.MONTH), calls(60));
        int reached = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            var world = new SimWorkers(seed, 1 + (int) seed % 8, caps, BY_TOKENS, null);
            for (int step = 0; step < STEPS; step++) {
                world.step(true);
                for (Cap cap : caps) {
                    BigDecimal spent = spent(world, cap);
                    assertThat(spent)
                            .as("seed %d, step %d, cap %s", seed, step, cap.name())
                            .isLessThanOrEqualTo(cap.most().amount());
                }
            }
            reached += spent(world, caps.getLast()).compareTo(BigDecimal.valueOf(40)) > 0 ? 1 : 0;
        }
        assertThat(reached).as("runs that came close to a cap").isGreaterThan(SEEDS / 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 16})
    void usesACapToTheEndWithCallsOfEqualPrice(int workers) {
        for (long seed = 0; seed < 20; seed++) {
            var cap = money("10", Cap.Per.DAY);
            var world = new SimWorkers(seed, workers, List.of(cap), BY_CALL, new BigDecimal("0.02"));
            for (int step = 0; step < 60_000; step++) {
                world.step(false);
            }
            assertThat(spent(world, cap)).as("seed %d", seed).isBetween(new BigDecimal("9.5"), new BigDecimal("10"));
            assertThat(world.log.size()).as("records of 500 calls").isLessThan(700);
        }
    }

    private static BigDecimal spent(SimWorkers world, Cap cap) {
        return world.truth.getOrDefault(cap.name() + " " + cap.window(world.now).name(), BigDecimal.ZERO);
    }

    private static Cap money(String amount, Cap.Per per) {
        var most = new Cap.Most.OfMoney(new BigDecimal(amount), CNY);
        return new Cap("money-" + per, null, null, most, per, ZoneOffset.UTC, Cap.WhenReached.WAIT);
    }

    private static Cap calls(int count) {
        return new Cap(
                "calls",
                SimWorkers.PROVIDER,
                null,
                new Cap.Most.OfCalls(count),
                Cap.Per.DAY,
                ZoneOffset.UTC,
                Cap.WhenReached.FAIL);
    }
}
