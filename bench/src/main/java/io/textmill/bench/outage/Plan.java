package io.textmill.bench.outage;

import io.textmill.bench.quota.Limit;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long each phase lasts, and how many jobs come.
 *
 * @param lasts of each phase
 * @param flow jobs a second, of one call each
 * @param limit what the worker may call; what piles up is worked off with what it has beyond the flow
 * @param attempts calls at most of a job that fail without a charge
 */
record Plan(Map<Phase, Duration> lasts, int flow, Limit limit, int attempts) {
    private static final int FLOW = 10;
    private static final Limit LIMIT = new Limit(2 * FLOW, 0);
    private static final Duration OUTAGE = Duration.ofMinutes(1);
    private static final Duration STORM = Duration.ofSeconds(30);

    Plan {
        lasts = Map.copyOf(lasts);
        if (flow >= limit.perSecond()) {
            throw new IllegalArgumentException("what piles up is never worked off");
        }
    }

    /** The whole run. */
    static Plan full(int attempts) {
        return of(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(2), attempts);
    }

    /** As long as the outage and the storm, and what piles up meanwhile, allow. */
    static Plan quick(int attempts) {
        return of(Duration.ofSeconds(15), Duration.ofSeconds(75), Duration.ofSeconds(30), attempts);
    }

    private static Plan of(Duration normal, Duration recovered, Duration errors, int attempts) {
        var lasts = new EnumMap<Phase, Duration>(Phase.class);
        lasts.put(Phase.NORMAL, normal);
        lasts.put(Phase.DOWN, OUTAGE);
        lasts.put(Phase.RECOVERED, recovered);
        lasts.put(Phase.ERRORS, errors);
        lasts.put(Phase.STORM, STORM);
        lasts.put(Phase.AFTER, recovered.multipliedBy(2).dividedBy(3));
        return new Plan(lasts, FLOW, LIMIT, attempts);
    }

    Duration of(Phase phase) {
        return lasts.getOrDefault(phase, Duration.ZERO);
    }

    /** All of it. */
    Duration whole() {
        return lasts.values().stream().reduce(Duration.ZERO, Duration::plus);
    }
}
