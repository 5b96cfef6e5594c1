package io.textmill.worker.quota;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What waits in every partition that the fleet reads, as one worker saw it. Workers that read at the same moment see the
 * same, but for what was committed between their looks. Immutable.
 *
 * @param tick the moment that it was made for: a multiple of {@link FleetHistory#TICK}
 * @param backlog every partition of all input and retry topics, with the calls that its waiting jobs are estimated to need
 */
public record FleetReading(Instant tick, SortedMap<FleetPartition, Double> backlog) {
    private static final double OTHERS = 0.01;

    public FleetReading {
        backlog = Collections.unmodifiableSortedMap(new TreeMap<>(backlog));
    }

    /** One of partitions in any order. */
    public FleetReading(Instant tick, Map<FleetPartition, Double> backlog) {
        this(tick, new TreeMap<>(backlog));
    }

    /**
     * Of those topics mainly. What waits in others counts for a hundredth: their jobs may ask for the same provider, and
     * must find some share of it wherever they are.
     */
    public FleetReading mainlyOf(Predicate<String> topics) {
        return new FleetReading(
                tick,
                backlog.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> topics.test(entry.getKey().topic())
                                        ? entry.getValue()
                                        : OTHERS * entry.getValue())));
    }

    /** Calls that all waiting jobs together are estimated to need. */
    double total() {
        return backlog.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
