package io.textmill.worker.caller;

import io.textmill.contract.ErrorCode;
import java.time.Instant;

/** How a call ended, all repetitions included. */
public sealed interface CallEnd {
    /** With a complete answer. */
    record Answered(String text) implements CallEnd {}

    /** For good without one. */
    record Failed(ErrorCode code, String message) implements CallEnd {}

    /** Not made, or refused without harm: there are to be no calls before that time. */
    record Parked(Instant until, String reason, Cause cause) implements CallEnd {
        /** Because the provider takes none. */
        public Parked(Instant until, String reason) {
            this(until, reason, Cause.PROVIDER);
        }
    }

    /** What keeps a call from being made. */
    enum Cause {
        /** The provider takes none. */
        PROVIDER,
        /** A cap allows none, whoever's job it is. */
        CAP,
        /** A cap allows none for the job's tenant. */
        TENANTS_CAP
    }

    /** Not before the job's deadline. */
    record Expired() implements CallEnd {}
}
