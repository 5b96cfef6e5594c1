package io.textmill.worker.engine;

import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The books of one assignment of a partition: which offsets are open. Pure; used by the engine thread only.
 *
 * <ul>
 *   <li>An offset counts as finished only once {@link #finish} is told so, which is after the commit that carried it.
 *   <li>An offset that was open when the partition was taken over stays open until it is read again and finished, or
 *       until the position passes it without a record (compaction, retention).
 * </ul>
 */
final class Ledger {
    /** What was committed when the partition was taken over. */
    private final Frontier resumed;

    /** Unfinished offsets and the leader epoch of each, where known. */
    private final TreeMap<Long, Epoch> open = new TreeMap<>();

    /** Those of {@link #open} that were taken over and not yet read again. */
    private final TreeSet<Long> unread;

    /** The highest finished offset. */
    private long high;

    /** The position after the last record that was read. */
    private Position next;

    /** An offset to read from, with the leader epoch of the record before it where known. */
    record Position(long offset, @Nullable Integer leaderEpoch) {}

    /** The leader epoch of a record, where known. */
    private record Epoch(@Nullable Integer leader) {}

    /**
     * Takes a partition over.
     *
     * @param resumed what was committed
     * @param leaderEpoch the leader epoch committed with it
     */
    Ledger(Frontier resumed, @Nullable Integer leaderEpoch) {
        this.resumed = resumed;
        this.unread = new TreeSet<>(resumed.open());
        this.high = resumed.high();
        this.next = new Position(resumed.base(), leaderEpoch);
        unread.forEach(offset -> open.put(offset, new Epoch(leaderEpoch)));
    }

    /** Takes note of a record that was read; false when it is finished already and must be skipped. */
    boolean accept(long offset, @Nullable Integer leaderEpoch) {
        // Below the position: read before in this assignment, and read again because offsets were reset.
        if (resumed.isFinished(offset) || offset < next.offset()) {
            return false;
        }
        unread.remove(offset);
        open.put(offset, new Epoch(leaderEpoch));
        return true;
    }

    /**
     * Takes note of the position after a poll: taken-over offsets below it that were not read no longer exist. It never
     * goes back: what is read a second time because offsets were reset stays skipped.
     */
    void passed(Position position) {
        if (position.offset() < next.offset()) {
            return;
        }
        next = position;
        NavigableSet<Long> vanished = unread.headSet(position.offset(), false);
        vanished.forEach(open::remove);
        vanished.clear();
    }

    /** What to commit if those offsets were finished as well. Changes nothing. */
    Frontier frontierAfter(Collection<Long> finishing) {
        var remaining = new TreeSet<>(open.keySet());
        finishing.forEach(remaining::remove);
        long newHigh = finishing.stream().mapToLong(Long::longValue).reduce(high, Math::max);
        if (remaining.isEmpty()) {
            // The position may still be below what an earlier owner had finished.
            return Frontier.at(Math.max(next.offset(), newHigh + 1));
        }
        NavigableSet<Long> below = remaining.headSet(newHigh, false);
        return below.isEmpty() ? Frontier.at(remaining.first()) : new Frontier(remaining.first(), newHigh, below);
    }

    /** The leader epoch to commit beside that base. */
    @Nullable
    Integer leaderEpochOf(long base) {
        Epoch epoch = open.get(base);
        return epoch == null ? next.leaderEpoch() : epoch.leader();
    }

    /** Takes note that those offsets are finished and committed. */
    void finish(Collection<Long> offsets) {
        for (long offset : offsets) {
            open.remove(offset);
            high = Math.max(high, offset);
        }
    }

    /** The lowest unfinished offset, or where the next record will be read. */
    long base() {
        return open.isEmpty() ? Math.max(next.offset(), high + 1) : open.firstKey();
    }

    /** Whether that offset would be open in addition to those that are. */
    boolean isNew(long offset) {
        return !resumed.isFinished(offset) && offset >= next.offset() && !open.containsKey(offset);
    }

    /** How many offsets are unfinished. */
    int openCount() {
        return open.size();
    }

    /** How many of them were read, and so take memory here. */
    int readCount() {
        return open.size() - unread.size();
    }
}
