package io.textmill.worker.config;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * What a provider charges.
 *
 * @param perCall for one charged call
 * @param currency of that
 */
public record PriceConfig(BigDecimal perCall, Currency currency) {}
