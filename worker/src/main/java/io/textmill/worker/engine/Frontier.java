package io.textmill.worker.engine;

import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * How far a partition is done: every offset below {@code base} is finished, and of those from {@code base} to
 * {@code high} all but the open ones. Pure.
 *
 * @param base the lowest unfinished offset
 * @param high the highest finished offset; {@code base - 1} when nothing is open
 * @param open the unfinished offsets below {@code high}, {@code base} the first of them
 */
record Frontier(long base, long high, NavigableSet<Long> open) {
    Frontier {
        open = Collections.unmodifiableNavigableSet(new TreeSet<>(open));
    }

    /** Everything below that offset is finished and nothing above it. */
    static Frontier at(long base) {
        return new Frontier(base, base - 1, Collections.emptyNavigableSet());
    }

    /** Whether that offset is finished. */
    boolean isFinished(long offset) {
        return offset < base || (offset <= high && !open.contains(offset));
    }
}
