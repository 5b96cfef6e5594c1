package io.textmill.bench.quota;

import java.util.Locale;

/** How the backlog lies in the partitions. */
enum Load {
    /** The same in each. */
    EVEN,
    /** Four of five jobs in one. */
    SKEW;

    static final int PARTITIONS = 24;
    private static final int HOT = 7;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where a job goes. */
    int partitionOf(int job) {
        return this == SKEW && job % 5 != 0 ? HOT : job / (this == SKEW ? 5 : 1) % PARTITIONS;
    }
}
