package io.textmill.worker.engine;

/** What comes of the faults, and is to be met in any larger number of runs. */
enum SimEvent {
    REBALANCE,
    PARTITIONS_LOST,
    MEMBER_FENCED,
    COMMITTED_NOT_READ,
    OFFSETS_REFUSED,
    PARTITION_BLOCKED,
    /** Metadata of more than 800 characters: some 600 offsets are open. */
    PARTITION_CROWDED,
    PRODUCER_FENCED,
    COMMIT_OUTCOME_UNKNOWN,
    COMMIT_CAME_LATE,
    TRANSACTION_TIMED_OUT,
    PROCESS_POISONED,
    ENGINE_FAILED
}
