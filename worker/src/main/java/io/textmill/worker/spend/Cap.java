package io.textmill.worker.spend;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The most that may be spent, by all workers together, in a day or a month.
 *
 * @param name the configured name; a cap of another name begins at nothing
 * @param provider whose calls it counts; null for all
 * @param tenant whose jobs' calls it counts; null for all
 * @param most what may be spent
 * @param per over which time
 * @param zone where days and months begin
 * @param whenReached what becomes of a job that it stops
 */
public record Cap(
        String name,
        @Nullable String provider,
        @Nullable String tenant,
        Most most,
        Per per,
        ZoneId zone,
        WhenReached whenReached) {

    /** What may be spent. */
    public sealed interface Most {
        /** The number. */
        BigDecimal amount();

        /** Of what: the currency's code, or {@code calls}. */
        String unit();

        /** Money: calls of providers whose price is in that currency, at that price. */
        record OfMoney(BigDecimal amount, Currency currency) implements Most {
            @Override
            public String unit() {
                return currency.getCurrencyCode();
            }
        }

        /** Calls that were charged or may have been. */
        record OfCalls(int count) implements Most {
            @Override
            public BigDecimal amount() {
                return BigDecimal.valueOf(count);
            }

            @Override
            public String unit() {
                return "calls";
            }
        }
    }

    /** Over which time. */
    public enum Per {
        DAY,
        MONTH
    }

    /** What becomes of a job that a cap stops. */
    public enum WhenReached {
        WAIT,
        FAIL
    }

    /** The window of that moment. */
    Window window(Instant now) {
        LocalDate day = LocalDate.ofInstant(now, zone);
        return switch (per) {
            case DAY -> new Window(day.toString(), start(day.plusDays(1)));
            case MONTH -> {
                YearMonth month = YearMonth.from(day);
                yield new Window(month.toString(), start(month.plusMonths(1).atDay(1)));
            }
        };
    }

    /** The most that a call may take of this cap; empty when the cap does not concern it. */
    public Optional<BigDecimal> amount(Charge charge, PriceTable prices) {
        if ((provider != null && !provider.equals(charge.provider()))
                || (tenant != null && !tenant.equals(charge.tenant()))) {
            return Optional.empty();
        }
        return switch (most) {
            case Most.OfCalls _ -> Optional.of(BigDecimal.ONE);
            case Most.OfMoney(var ignored, var currency) ->
                prices.of(charge.provider())
                        .filter(price -> price.currency().equals(currency))
                        .map(price -> price.of(charge.promptTokens(), charge.completionTokens()));
        };
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
