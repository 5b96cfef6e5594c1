package io.textmill.worker.engine;

/** What can go wrong in a run. Each run draws which of these it knows, and how often they strike. */
enum SimFault {
    // Of a process, between any two of its steps
    KILL,
    STOP,
    ABORT,
    FREEZE,
    ISOLATE,
    STEP_CLOCK,

    // Of the brokers
    BROKERS_AWAY,
    REBALANCE,
    SHARED_ID,
    LOSE_OFFSETS,
    UNREADABLE_METADATA,
    RETENTION,

    // Of one call
    LOSE_REQUEST,
    LOSE_ANSWER,
    READ_AGAIN;

    /** Whether nothing but a person can make good for it. */
    boolean harms() {
        return this == LOSE_OFFSETS || this == UNREADABLE_METADATA || this == RETENTION;
    }

    /** Whether it strikes a call; the others strike between two. */
    boolean isOfACall() {
        return compareTo(LOSE_REQUEST) >= 0;
    }
}
