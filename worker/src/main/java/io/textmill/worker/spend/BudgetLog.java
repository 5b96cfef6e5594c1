package io.textmill.worker.spend;

import java.util.List;

/** The log that all workers read and write. Used by one thread, but for {@link #wake}. */
interface BudgetLog extends AutoCloseable {
    /** The next records, in their order; none after a while, or when woken. The first reading is from the beginning. */
    List<BudgetRecord> read();

    /** Whether all has been read that stood in it when it was opened. */
    boolean isRead();

    /** Appends, in that order, without waiting for it. What is lost is told by {@link #unwritten}. */
    void append(List<BudgetRecord> records);

    /** What could not be written since this was asked last. It may stand in the log all the same. */
    List<BudgetRecord> unwritten();

    /** Ends a wait for records. By any thread. */
    void wake();

    /** Writes what is left, for a few seconds at most. */
    @Override
    void close();
}
