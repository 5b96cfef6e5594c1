package io.textmill.worker.spend;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CapTest {
    private static final Currency CNY = Currency.getInstance("CNY");
    private static final PriceTable PRICES = new PriceTable(Map.of(
            "juhe", Price.perCall(new BigDecimal("0.02"), CNY),
            "openai", Price.perCall(BigDecimal.ONE, Currency.getInstance("USD"))));

    @Test
    void namesItsWindowByTheLocalDateOrMonth() {
        Instant lateOnTheLast = Instant.parse("2026-11-30T16:00:00Z");

        assertThat(cap(null, null, Cap.Per.DAY).window(lateOnTheLast))
                .isEqualTo(new Window("2026-12-01", Instant.parse("2026-12-01T16:00:00Z")));
        assertThat(cap(null, null, Cap.Per.MONTH).window(lateOnTheLast.minusMillis(1)))
                .isEqualTo(new Window("2026-11", lateOnTheLast));
    }

    @Test
    void concernsItsProviderAndTenantAndItsCurrencyOnly() {
        Charge juhe = new Charge("juhe", "acme", 0, 0);

        assertThat(cap("juhe", "acme", Cap.Per.DAY).amount(juhe, PRICES)).contains(new BigDecimal("0.02"));
        assertThat(cap(null, null, Cap.Per.DAY).amount(juhe, PRICES)).contains(new BigDecimal("0.02"));
        assertThat(cap("jumdata", null, Cap.Per.DAY).amount(juhe, PRICES)).isEmpty();
        assertThat(cap(null, "other", Cap.Per.DAY).amount(juhe, PRICES)).isEmpty();
        assertThat(cap(null, "acme", Cap.Per.DAY).amount(new Charge("juhe", null, 0, 0), PRICES))
                .isEmpty();
        assertThat(cap(null, null, Cap.Per.DAY).amount(new Charge("openai", null, 0, 0), PRICES))
                .isEmpty();
    }

    private static Cap cap(@Nullable String provider, @Nullable String tenant, Cap.Per per) {
        return new Cap(
                "cap",
                provider,
                tenant,
                new Cap.Most.OfMoney(BigDecimal.TEN, CNY),
                per,
                ZoneId.of("Asia/Shanghai"),
                Cap.WhenReached.WAIT);
    }
}
