package io.textmill.worker.engine;

import java.util.Map;
import java.util.TreeMap;

/** How often what happened: shows that a simulation meets what it is meant to meet. */
final class SimCounts {
    private final Map<String, Long> counts = new TreeMap<>();

    void add(Enum<?> what) {
        counts.merge(name(what), 1L, Long::sum);
    }

    void addAll(SimCounts other) {
        other.counts.forEach((what, count) -> counts.merge(what, count, Long::sum));
    }

    long of(Enum<?> what) {
        return counts.getOrDefault(name(what), 0L);
    }

    private static String name(Enum<?> what) {
        return what.getDeclaringClass().getSimpleName() + "." + what;
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
