package io.textmill.bench.quota;

import java.util.Locale;

/** A way to divide a limit among workers. */
enum Arm {
    /** By what waits in each worker's partitions: the worker's default. */
    BACKLOG,
    /** By the number of each worker's partitions. */
    PARTITION,
    /** One part of N for each worker, N being how many there are at first; paced as the two above are. */
    STATIC,
    /** The same, held by a token bucket that holds a minute's calls and is full at the start, as many clients have it. */
    NAIVE;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
