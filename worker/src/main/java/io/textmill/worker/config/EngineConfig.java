package io.textmill.worker.config;

import java.time.Duration;

/**
 * How much is done at once, and how it ends.
 *
 * @param maxInFlight the most jobs that run at once
 * @param commitGap the least time between two transactions
 * @param drain how long calls in flight may take when the worker stops or loses a partition
 */
public record EngineConfig(int maxInFlight, Duration commitGap, Duration drain) {}
