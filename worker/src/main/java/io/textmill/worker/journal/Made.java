package io.textmill.worker.journal;

import io.textmill.contract.CallRecord;
import java.time.Instant;

/**
 * A call that was made.
 *
 * @param worker who made it
 * @param at when it ended; when it was sent, while no more is known
 */
public record Made(String worker, Instant at, CallRecord call) {}
