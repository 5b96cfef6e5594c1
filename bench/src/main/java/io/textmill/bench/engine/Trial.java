package io.textmill.bench.engine;

import java.util.Map;
import java.util.Objects;

/**
 * What one arm did in one round.
 *
 * @param jobsPerSecond by the work of a job, in milliseconds
 * @param delays by the work of a job, in milliseconds
 * @param duplicates results beyond one for each job
 * @param fault why nothing of it counts; empty when it does
 */
record Trial(
        Arm arm,
        int round,
        Map<Integer, Double> jobsPerSecond,
        Map<Integer, Delay> delays,
        int duplicates,
        String fault) {
    Trial {
        jobsPerSecond = Map.copyOf(jobsPerSecond);
        delays = Map.copyOf(delays);
    }

    /** One that does not count. */
    static Trial isVoid(Arm arm, int round, String fault) {
        return new Trial(arm, round, Map.of(), Map.of(), 0, fault);
    }

    /** Jobs a second at that work, in milliseconds; one that was measured. */
    double rate(int work) {
        return Objects.requireNonNull(jobsPerSecond.get(work));
    }

    /** At that work, in milliseconds; one for which it was measured. */
    Delay delay(int work) {
        return Objects.requireNonNull(delays.get(work));
    }

    boolean counts() {
        return fault.isEmpty();
    }
}
