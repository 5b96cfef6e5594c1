package io.textmill.worker.task;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How many texts are merged at a time until one is left: with the fewest merges, and the fewest levels for that.
 *
 * @param fanIn how many fit into one merge, at least 3
 */
record MergeTree(int fanIn) {
    MergeTree {
        if (fanIn < 3) {
            throw new IllegalArgumentException("a tree with fan-in " + fanIn + " hardly shrinks");
        }
    }

    /** How many merges there are in all. The last one is always made: it gives the summary its style. */
    int merges(int texts) {
        return 1 + (texts <= fanIn ? 0 : (texts - fanIn + fanIn - 2) / (fanIn - 1));
    }

    /**
     * The next level: how many texts go into each group, in order; a group of one is passed on without a merge. Only as
     * many are merged as bring the rest to a power of the fan-in, so that every later merge is a full one.
     */
    List<Integer> level(int texts) {
        if (texts <= fanIn) {
            return List.of(texts);
        }
        int next = fanIn;
        while ((long) next * fanIn < texts) {
            next *= fanIn;
        }
        int excess = texts - next;
        List<Integer> groups = new ArrayList<>();
        int used = 0;
        for (; excess > 0; excess -= fanIn - 1) {
            int group = Math.min(fanIn, excess + 1);
            groups.add(group);
            used += group;
        }
        groups.addAll(Collections.nCopies(texts - used, 1));
        return groups;
    }
}
