package io.textmill.worker.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;

/** One partition of a topic as its leader has it. Offsets count from 0; the end of a transaction takes one too. */
final class SimLog {
    private final TopicPartition partition;
    private final List<Entry> entries = new ArrayList<>();
    private long start;

    /** Transactions that have no marker here yet, and their first offset. */
    private final Map<SimTransaction, Long> undecided = new HashMap<>();

    /**
     * What an offset holds.
     *
     * @param transaction null when it was sent without one
     * @param isControl whether it marks the end of a transaction, and is never given to a consumer
     */
    record Entry(
            TopicPartition partition,
            long offset,
            SimTransaction transaction,
            byte[] key,
            byte[] value,
            Headers headers,
            long timestamp,
            boolean isControl) {
        /** Whether a consumer sees it, once the transaction has ended. */
        boolean isVisible() {
            return !isControl && (transaction == null || transaction.isCommitted());
        }
    }

    SimLog(TopicPartition partition) {
        this.partition = partition;
    }

    TopicPartition partition() {
        return partition;
    }

    /** Appends a record; without a transaction when that is null. */
    long append(SimTransaction transaction, byte[] key, byte[] value, Headers headers, long timestamp) {
        if (transaction != null) {
            undecided.putIfAbsent(transaction, end());
        }
        entries.add(new Entry(partition, end(), transaction, key, value, headers, timestamp, false));
        return end() - 1;
    }

    /** Writes the marker that ends a transaction. */
    void mark(SimTransaction transaction) {
        undecided.remove(transaction);
        entries.add(new Entry(partition, end(), transaction, null, null, null, 0, true));
    }

    /** Retention removes everything that could be read by now. */
    void expire() {
        start = stableEnd();
    }

    /** The offset of the first entry that is still there. */
    long start() {
        return start;
    }

    /** The offset after the last entry. */
    long end() {
        return entries.size();
    }

    /** The offset up to which it is known what is visible: where the first open transaction begins. */
    long stableEnd() {
        long stable = end();
        for (long first : undecided.values()) {
            stable = Math.min(stable, first);
        }
        return stable;
    }

    Entry at(long offset) {
        return entries.get((int) offset);
    }

    /** Every entry that a consumer sees now. */
    void forEachVisible(Consumer<Entry> receiver) {
        entries.subList(0, (int) stableEnd()).stream().filter(Entry::isVisible).forEach(receiver);
    }
}
