package io.textmill.worker.engine;

/**
 * How much of everything there is in a run: little, so that much happens to it; now and then a crowd, that reaches the
 * bounds of what a partition may hold.
 *
 * @param jobs all
 * @param burst most jobs published at once
 * @param partitions most partitions of a topic
 * @param inFlight most records that a worker works on at once
 * @param fetched most records of a partition that one poll returns
 */
record SimSize(int jobs, int burst, int partitions, int inFlight, int fetched) {
    /** Whether there is a crowd: then no single job may hold all the others up. */
    boolean isCrowd() {
        return jobs > 1_000;
    }

    static SimSize drawnFrom(SimRandom random) {
        return random.chance(0.005)
                ? new SimSize(random.between(1_500, 2_500), 1_000, 1, 2_000, 500)
                : new SimSize(random.between(5, 60), 20, 3, random.between(1, 12), 8);
    }
}
