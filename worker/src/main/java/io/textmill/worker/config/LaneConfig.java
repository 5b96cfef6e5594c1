package io.textmill.worker.config;

import org.jspecify.annotations.Nullable;

/**
 * An input topic beside a task's own.
 *
 * @param weight how often its jobs are begun beside those of other topics
 * @param tenant whose jobs it takes; null for anybody's
 */
public record LaneConfig(double weight, @Nullable String tenant) {}
