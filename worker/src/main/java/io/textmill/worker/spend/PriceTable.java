package io.textmill.worker.spend;

import io.textmill.contract.CallRecord;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What every provider charges, where that is configured.
 *
 * @param prices by the configured provider's name
 */
public record PriceTable(Map<String, Price> prices) {
    public PriceTable {
        prices = Map.copyOf(prices);
    }

    /** The price of that provider. */
    public Optional<Price> of(String provider) {
        return Optional.ofNullable(prices.get(provider));
    }

    /** What that call has cost; empty without a price. */
    public Optional<Money> cost(CallRecord call) {
        return of(call.provider()).map(price -> new Money(price.of(call), price.currency()));
    }

    /**
     * What those calls have cost together. Empty where that cannot be said in one number: no call has a price, or the
     * prices are of several currencies. A call of a provider without a price adds nothing.
     */
    public Optional<Money> cost(Collection<CallRecord> calls) {
        Map<Currency, BigDecimal> sums = calls.stream()
                .flatMap(call -> cost(call).stream())
                .collect(Collectors.toMap(Money::currency, Money::amount, BigDecimal::add));
        return sums.size() == 1
                ? sums.entrySet().stream()
                        .map(sum -> new Money(sum.getValue(), sum.getKey()))
                        .findFirst()
                : Optional.empty();
    }
}
