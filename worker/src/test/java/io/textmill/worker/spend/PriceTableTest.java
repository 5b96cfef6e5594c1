package io.textmill.worker.spend;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.CallRecord;
import io.textmill.contract.Charged;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PriceTableTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final Currency CNY = Currency.getInstance("CNY");
    private static final PriceTable TABLE = new PriceTable(Map.of(
            "openai", new Price(BigDecimal.ZERO, new BigDecimal("0.15"), new BigDecimal("0.6"), USD, true),
            "lenient", new Price(BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.ZERO, USD, false),
            "juhe", Price.perCall(new BigDecimal("0.02"), CNY)));

    @Test
    void countsTokensByTheMillionWithoutRounding() {
        assertThat(TABLE.cost(call("openai", Charged.YES, 7, 3)))
                .contains(new Money(new BigDecimal("0.00000285"), USD));
    }

    @Test
    void countsWhatMayHaveBeenChargedUnlessThePriceSaysOtherwise() {
        assertThat(TABLE.cost(call("juhe", Charged.UNKNOWN, null, null)))
                .contains(new Money(new BigDecimal("0.02"), CNY));
        assertThat(TABLE.cost(call("lenient", Charged.UNKNOWN, null, null))).contains(new Money(BigDecimal.ZERO, USD));
        assertThat(TABLE.cost(call("juhe", Charged.NO, null, null))).contains(new Money(BigDecimal.ZERO, CNY));
    }

    @Test
    void dividesTheCostOfASharedCallWithoutARest() {
        CallRecord whole = call("openai", Charged.YES, 1_001, 77);
        var shares = List.of(whole.withShare(0.333334), whole.withShare(0.333333), whole.withShare(0.333333));

        assertThat(TABLE.cost(shares).map(Money::amount).orElseThrow())
                .isEqualByComparingTo(TABLE.cost(whole).orElseThrow().amount());
    }

    @Test
    void addsUpCallsOfSeveralProvidersInOneCurrency() {
        var calls = List.of(
                call("lenient", Charged.YES, null, null),
                call("openai", Charged.YES, 1_000_000, 0),
                call("free", Charged.YES, null, null));

        assertThat(TABLE.cost(calls).map(Money::amount).orElseThrow()).isEqualByComparingTo("1.15");
    }

    @Test
    void saysNothingOfCallsInSeveralCurrenciesOrWithoutAPrice() {
        assertThat(TABLE.cost(List.of(call("juhe", Charged.YES, 1, 1), call("openai", Charged.YES, 1, 1))))
                .isEmpty();
        assertThat(TABLE.cost(List.of(call("free", Charged.YES, 1, 1)))).isEmpty();
        assertThat(TABLE.cost(List.of())).isEmpty();
    }

    private static CallRecord call(
            String provider, Charged charged, @Nullable Integer promptTokens, @Nullable Integer completionTokens) {
        return new CallRecord(
                provider,
                null,
                null,
                null,
                null,
                null,
                "answered",
                charged,
                promptTokens,
                completionTokens,
                0,
                0,
                null,
                "test@1",
                null);
    }
}
