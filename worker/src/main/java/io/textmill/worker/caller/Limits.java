package io.textmill.worker.caller;

import org.jspecify.annotations.Nullable;

/**
 * How fast one worker may call one provider.
 *
 * @param perSecond calls begun a second; no limit when null
 * @param inFlight calls at once
 */
public record Limits(@Nullable Double perSecond, int inFlight) {}
