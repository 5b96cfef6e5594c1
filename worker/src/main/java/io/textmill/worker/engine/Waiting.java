package io.textmill.worker.engine;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The partitions that have new records to begin, by their inputs; the one whose last turn is the longest ago goes first.
 * Used by the engine thread only.
 */
final class Waiting {
    private final Map<Input, ArrayDeque<PartitionRun>> runs = new LinkedHashMap<>();

    /** Those of them that have new records now. */
    Waiting(Collection<PartitionRun> all) {
        all.stream()
                .filter(PartitionRun::hasNew)
                .sorted(Comparator.comparingLong(PartitionRun::lastTurn))
                .forEach(this::comeAgain);
    }

    /** The inputs that have new records. */
    Collection<Input> inputs() {
        return Collections.unmodifiableSet(runs.keySet());
    }

    /** The partition of that input whose turn it is. */
    PartitionRun takeTurn(Input input) {
        ArrayDeque<PartitionRun> queue = Objects.requireNonNull(runs.get(input));
        PartitionRun run = queue.remove();
        if (queue.isEmpty()) {
            runs.remove(input);
        }
        return run;
    }

    /** Queues a partition behind the others of its input, if it has new records. */
    void comeAgain(PartitionRun run) {
        if (run.hasNew()) {
            runs.computeIfAbsent(run.input(), _ -> new ArrayDeque<>()).add(run);
        }
    }
}
