package io.textmill.bench.engine;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param rounds how often each arm has its turn
 * @param limit no round is begun that would probably end later than this
 * @param measurement about how long a measurement takes
 * @param concurrency most jobs at a time, of every arm
 * @param workMillis the works whose rate is measured, in milliseconds
 * @param delayedMillis those of them whose delay is measured as well
 */
record Extent(
        int rounds,
        Duration limit,
        Duration measurement,
        int concurrency,
        List<Integer> workMillis,
        List<Integer> delayedMillis) {

    static final Extent FULL = new Extent(
            5, Duration.ofMinutes(20), Duration.ofSeconds(4), 1_000, List.of(0, 10, 100, 1000), List.of(10, 100));
    static final Extent QUICK = new Extent(
            3, Duration.ofMinutes(5), Duration.ofMillis(1_250), 1_000, List.of(0, 10, 100, 1000), List.of(10));

    /** Most jobs of a measurement: what the driver and the broker's page cache hold with ease. */
    private static final int MOST_JOBS = 50_000;

    Extent {
        workMillis = List.copyOf(workMillis);
        delayedMillis = List.copyOf(delayedMillis);
    }

    /** Whether there is time for one more round after so many that took so long, the warm-up among it. */
    boolean hasTimeAfter(int roundsDone, Duration elapsed) {
        return roundsDone == 0
                || elapsed.multipliedBy(roundsDone + 1).dividedBy(roundsDone).compareTo(limit) <= 0;
    }

    /**
     * How many jobs to measure with, so that it takes about as long as it should.
     *
     * @param idlePerSecond what the arm does of jobs without work
     */
    int jobs(double idlePerSecond, int workMillis) {
        double bound = workMillis == 0 ? idlePerSecond : Math.min(idlePerSecond, concurrency * 1000.0 / workMillis);
        double jobs = bound * measurement.toMillis() / 1000;
        // In whole turns of all hands, else the last turn, with most of them idle, would count as a full one.
        long turns = Math.max(1, Math.round(jobs / concurrency));
        return (int) Math.min(MOST_JOBS, turns * concurrency);
    }
}
