package io.textmill.bench.engine;

import java.util.Arrays;

/**
 * How long jobs took from append to visible result, beyond their work.
 *
 * @param jobsPerSecond the load under which that was measured
 * @param p50 half of the jobs took at most this, in milliseconds
 * @param p99 99 of 100 jobs took at most this, in milliseconds
 */
record Delay(double jobsPerSecond, double p50, double p99) {

    /** Of the delays of single jobs, in milliseconds, in any order. */
    static Delay of(double jobsPerSecond, long[] delays) {
        long[] sorted = delays.clone();
        Arrays.sort(sorted);
        return new Delay(jobsPerSecond, percentile(sorted, 50), percentile(sorted, 99));
    }

    /** The least of the sorted values that so many per cent of them do not exceed. */
    static double percentile(long[] sorted, int percent) {
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no values");
        }
        int rank = (int) Math.ceil(sorted.length * (long) percent / 100.0);
        return sorted[Math.max(0, rank - 1)];
    }
}
