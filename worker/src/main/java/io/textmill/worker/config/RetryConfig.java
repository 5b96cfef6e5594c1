package io.textmill.worker.config;

import java.time.Duration;

/**
 * How often a failed call is tried again.
 *
 * @param attempts the most attempts of a call in all, the first included
 * @param uncertain how many of them may follow a failure that may have been charged
 * @param backoff the wait before the second attempt; it doubles from one to the next
 * @param maxBackoff the longest wait that is not the provider's own demand
 */
public record RetryConfig(int attempts, int uncertain, Duration backoff, Duration maxBackoff) {}
