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

    /**
     * A call has ended that was made for several jobs.
     *
     * @param call with this job's share
     * @param whole the same without it, in the book of one of the jobs; null in those of the others
     */
    default void enterShare(CallRecord call, Outcome outcome, @Nullable CallRecord whole) {
        enter(call, outcome);
    }

    /** Whose job the calls are made for; null where it does not say. */
    default @Nullable String tenant() {
        return null;
    }
}
