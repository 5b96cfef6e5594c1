package io.textmill.worker.caller;

import io.textmill.contract.CallRecord;
import io.textmill.worker.provider.Outcome;
import org.jspecify.annotations.Nullable;

/** Where every call that was sent is written down, charged or not. Called by many threads. */
@FunctionalInterface
public interface CallBook {
    /**
     * A call is about to be made.
     *
     * @throws InterruptedException when it must not be: the work is to stop
     */
    default void begin() throws InterruptedException {
        // Nobody objects.
    }

    /** A call has ended. */
    void enter(CallRecord call, Outcome outcome);

    /** Whose job the calls are made for; null where it does not say. */
    default @Nullable String tenant() {
        return null;
    }
}
