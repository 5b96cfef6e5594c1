package io.textmill.worker.caller;

import io.textmill.contract.CallRecord;
import io.textmill.worker.provider.Outcome;

/** Where every call that was sent is written down, charged or not. Called by many threads. */
@FunctionalInterface
public interface CallBook {
    /** A call has ended. */
    void enter(CallRecord call, Outcome outcome);
}
