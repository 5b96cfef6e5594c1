package io.textmill.worker.config;

import java.time.Duration;

/**
 * What a job may ask for.
 *
 * @param maxBytes the largest value of a job record
 * @param maxCalls the most calls one job may need; one that needs more is refused before the first
 * @param maxAge the deadline of a job that names none, from its record's timestamp
 */
public record JobsConfig(int maxBytes, int maxCalls, Duration maxAge) {}
