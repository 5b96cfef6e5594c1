package io.textmill.worker.spend;

import java.math.BigDecimal;
import java.util.Currency;

/** An amount of a currency. */
public record Money(BigDecimal amount, Currency currency) {}
