package io.textmill.worker.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finished work that is not committed yet, oldest first. Nothing leaves but by a commit, or because its assignment is
 * gone. Used by the engine thread only.
 */
final class Pending {
    /** Most records and bytes of one transaction: it must end well within its timeout. */
    private static final int MAX_BATCH_RECORDS = 5_000;

    private static final long MAX_BATCH_BYTES = 8L << 20;

    private final long maxBytes;
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private long bytes;

    /**
     * Nothing yet.
     *
     * @param maxBytes nothing is begun while more than this waits: memory stays bounded when the brokers are away
     */
    Pending(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** A finished record and what to publish for it. */
    record Entry(PartitionRun run, WorkItem item, Verdict.Done done, int bytes) {
        long offset() {
            return item.offset();
        }
    }

    void add(PartitionRun run, WorkItem item, Verdict.Done done) {
        var entry = new Entry(run, item, done, done.bytes());
        entries.add(entry);
        bytes += entry.bytes();
    }

    boolean isFull() {
        return bytes > maxBytes;
    }

    int size() {
        return entries.size();
    }

    /** The oldest entries that fit into one transaction, at most that many: at least one when there is any. */
    List<Entry> batch(int most) {
        var batch = new ArrayList<Entry>();
        int records = 0;
        long batchBytes = 0;
        for (Entry entry : entries) {
            records += entry.done().records().size();
            batchBytes += entry.bytes();
            boolean over = records > MAX_BATCH_RECORDS || batchBytes > MAX_BATCH_BYTES || batch.size() == most;
            if (over && !batch.isEmpty()) {
                break;
            }
            batch.add(entry);
        }
        return batch;
    }

    /** The entries of that assignment that are finished by what was committed. */
    List<Entry> finishedIn(PartitionRun run, Frontier committed) {
        return entries.stream()
                .filter(entry -> entry.run() == run && committed.isFinished(entry.offset()))
                .toList();
    }

    /** Whether any entry belongs to one of those assignments. */
    boolean holdsAnyOf(Collection<PartitionRun> runs) {
        return entries.stream().anyMatch(entry -> runs.contains(entry.run()));
    }

    /** Removes entries that were committed. */
    void remove(Collection<Entry> committed) {
        var gone = Collections.newSetFromMap(new IdentityHashMap<Entry, Boolean>());
        gone.addAll(committed);
        removeIf(gone::contains);
    }

    /** Removes what belongs to assignments that are gone. */
    void removeDead() {
        removeIf(entry -> entry.run().isDead());
    }

    private void removeIf(Predicate<Entry> condition) {
        entries.removeIf(entry -> {
            boolean gone = condition.test(entry);
            if (gone) {
                bytes -= entry.bytes();
            }
            return gone;
        });
    }
}
