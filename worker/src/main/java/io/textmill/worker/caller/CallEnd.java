package io.textmill.worker.caller;

import io.textmill.contract.ErrorCode;
import java.time.Instant;

/** How a call ended, all repetitions included. */
public sealed interface CallEnd {
    /** With a complete answer. */
    record Answered(String text) implements CallEnd {}

    /** For good without one. */
    record Failed(ErrorCode code, String message) implements CallEnd {}

    /** Not made, or refused without harm: the provider takes no calls before that time. */
    record Parked(Instant until, String reason) implements CallEnd {}

    /** Not before the job's deadline. */
    record Expired() implements CallEnd {}
}
