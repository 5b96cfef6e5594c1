package io.textmill.worker.config;

import io.textmill.worker.spend.Price;
import org.jspecify.annotations.Nullable;

/**
 * One provider account and how it is used.
 *
 * @param name the configured name
 * @param settings what its adapter needs
 * @param limits how fast it may be called
 * @param retry how often a failed call is tried again
 * @param price what calls cost; null when nobody told
 */
public record ProviderConfig(
        String name,
        ProviderSettings settings,
        LimitsConfig limits,
        RetryConfig retry,
        @Nullable Price price) {}
