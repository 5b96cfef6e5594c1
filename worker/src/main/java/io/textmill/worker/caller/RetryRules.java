package io.textmill.worker.caller;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a call is made again.
 *
 * @param attempts calls at most while they fail without a charge
 * @param uncertainRetries repetitions at most of calls that may have been charged
 * @param backoff the longest first wait
 * @param maxBackoff the longest wait
 */
public record RetryRules(int attempts, int uncertainRetries, Duration backoff, Duration maxBackoff) {

    /**
     * How long to wait before a repetition: exponential with full jitter, so that jobs which failed together do not come
     * back together.
     *
     * @param failures how often the call has failed so far, from 1
     */
    Duration delay(int failures, RandomGenerator random) {
        double ceiling = (double) backoff.toMillis() * Math.pow(2, Math.min(failures, 30) - 1);
        return Duration.ofMillis((long) (random.nextDouble() * Math.min(ceiling, (double) maxBackoff.toMillis())));
    }
}
