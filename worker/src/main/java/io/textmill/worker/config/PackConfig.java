package io.textmill.worker.config;

import java.time.Duration;

/**
 * How short jobs of a task are packed into calls, with providers that take it.
 *
 * @param max the most jobs of a call
 * @param patience how long the first of them waits for others
 */
public record PackConfig(int max, Duration patience) {}
