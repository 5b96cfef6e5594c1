package io.textmill.worker.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Whose records may be begun in one turn of the engine, by what work demands. Used by the engine thread only. */
final class Intake {
    private final Demand demand;

    /** Records that were begun and have not ended, by what they wait for. */
    private final Map<String, Integer> begun = new HashMap<>();

    /** How many that may be, for new ones and for those of retry topics. */
    private final Map<String, Integer> enough = new HashMap<>();

    private final Map<String, Integer> enoughWithRetries = new HashMap<>();

    Intake(Demand demand, Collection<PartitionRun> runs) {
        this.demand = demand;
        runs.stream()
                .filter(run -> run.begun() > 0)
                .forEach(run -> begun.merge(demand.resource(run.input().topic()), run.begun(), Integer::sum));
    }

    /** Whether one more new record of that input would find something to do. */
    boolean takes(Input input) {
        String resource = demand.resource(input.topic());
        return begun(resource) < enough.computeIfAbsent(resource, demand::enough);
    }

    /** Whether one more record of its retry topics would. */
    boolean takesRetry(Input input) {
        String resource = demand.resource(input.topic());
        return begun(resource) < enoughWithRetries.computeIfAbsent(resource, demand::enoughWithRetries);
    }

    /** A record of that input was begun. */
    void begin(Input input) {
        begun.merge(demand.resource(input.topic()), 1, Integer::sum);
    }

    private int begun(String resource) {
        return begun.getOrDefault(resource, 0);
    }
}
