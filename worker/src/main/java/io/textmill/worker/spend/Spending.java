package io.textmill.worker.spend;

import io.textmill.contract.CallRecord;
import java.time.Instant;

/** Says whether a call may be paid for. Safe for use by many threads. */
public interface Spending extends AutoCloseable {
    /** There are no caps. */
    Spending UNLIMITED = _ -> new Decision.Granted(Reservation.NONE);

    /**
     * Reserves what a call may take at most, in all caps that concern it or in none. May wait a moment for a lease.
     *
     * @throws InterruptedException when the work is to stop
     */
    Decision reserve(Charge charge) throws InterruptedException;

    /** No call will be made any more. */
    @Override
    default void close() {
        // Nothing to give back.
    }

    /** Whether the call may be made. */
    sealed interface Decision {
        /** It may; the reservation must be closed when it has ended. */
        record Granted(Reservation reservation) implements Decision {}

        /**
         * A cap is in the way.
         *
         * @param cap its name
         * @param until when to ask again: the window's end, or sooner where others may return something
         * @param isTenants whether it is for the jobs of one tenant only
         * @param fails whether the job is to fail rather than to wait
         * @param message for people
         */
        record Refused(String cap, Instant until, boolean isTenants, boolean fails, String message)
                implements Decision {}
    }

    /** What was reserved for one call. Closed without another word it counts wholly: the call's end is not known. */
    interface Reservation extends AutoCloseable {
        /** Nothing was reserved. */
        Reservation NONE = new Reservation() {
            @Override
            public void settle(CallRecord call) {
                // Nothing to do.
            }

            @Override
            public void release() {
                // Nothing to do.
            }

            @Override
            public void close() {
                // Nothing to do.
            }
        };

        /** The call was made: it counts with what it has cost. */
        void settle(CallRecord call);

        /** The call was not made: it does not count. */
        void release();

        @Override
        void close();
    }
}
