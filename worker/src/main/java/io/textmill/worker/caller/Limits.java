package io.textmill.worker.caller;

/**
 * How fast one worker may call one provider.
 *
 * @param perSecond calls begun a second
 * @param inFlight calls at once
 */
public record Limits(double perSecond, int inFlight) {}
