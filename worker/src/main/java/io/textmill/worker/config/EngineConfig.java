package io.textmill.worker.config;

import java.time.Duration;

/**
 * How much is done at once, and how it ends.
 *
 * @param maxInFlight the most jobs that run at once
 * @param commitGap the least time between two transactions
 * @param drain how long calls in flight may take when the worker stops or loses a partition
 */
public record EngineConfig(int maxInFlight, Duration commitGap, Duration drain) {
    /** The consumer's {@code max.poll.interval.ms}: the most a rebalance may block before the group gives a member up. */
    public static final Duration MAX_POLL_INTERVAL = Duration.ofMinutes(5);

    /** The producer's {@code transaction.timeout.ms}: what a crash makes readers wait, so it is short. */
    public static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(15);
}
