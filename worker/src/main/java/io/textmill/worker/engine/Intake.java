package io.textmill.worker.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Whose new records may be begun in one turn of the engine, by what work demands. Used by the engine thread only. */
final class Intake {
    private final Demand demand;

    /** Records that were begun and have not ended, by what they wait for. */
    private final Map<String, Integer> begun = new HashMap<>();

    /** How many that may be. */
    private final Map<String, Integer> enough = new HashMap<>();

    Intake(Demand demand, Collection<PartitionRun> runs) {
        this.demand = demand;
        runs.stream()
                .filter(run -> run.begun() > 0)
                .forEach(run -> begun.merge(demand.resource(run.input().topic()), run.begun(), Integer::sum));
    }

    /** Whether one more record of that input would find something to do. */
    boolean takes(Input input) {
        String resource = demand.resource(input.topic());
        return begun.getOrDefault(resource, 0) < enough.computeIfAbsent(resource, demand::enough);
    }

    /** A new record of that input was begun. */
    void begin(Input input) {
        begun.merge(demand.resource(input.topic()), 1, Integer::sum);
    }
}
