package io.textmill.worker.config;

import org.jspecify.annotations.Nullable;

/**
 * How fast a provider may be called by this worker.
 *
 * @param perSecond calls a second; null when only {@code inFlight} bounds them
 * @param inFlight calls at once
 */
public record LimitsConfig(@Nullable Double perSecond, int inFlight) {}
