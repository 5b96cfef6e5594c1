package io.textmill.worker.job;

import io.textmill.contract.Task;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/**
 * What holds for every job.
 *
 * @param worker this worker's id, named in results
 * @param maxBytes the largest job record
 * @param maxCalls the most calls that one job may need
 * @param maxAge how long a job without a deadline is worth doing, from its record's timestamp
 * @param providers the provider of each task, for jobs that name none
 * @param prices the price of a call by provider; absent where unknown
 */
public record JobRules(
        String worker,
        int maxBytes,
        int maxCalls,
        Duration maxAge,
        Map<Task, String> providers,
        Map<String, Price> prices) {
    public JobRules {
        providers = Map.copyOf(providers);
        prices = Map.copyOf(prices);
    }

    /**
     * What a charged call costs.
     *
     * @param perCall the amount
     * @param currency ISO 4217
     */
    public record Price(BigDecimal perCall, String currency) {}
}
