package io.textmill.worker.job;

/**
 * How many calls a job takes, as a running mean over the latest hundred or so. What it tells changes only with the mean by
 * a tenth or more: all workers divide limits by it, and those who read it a moment apart should read the same. Safe for use
 * by many threads.
 */
final class CallsOfJobs {
    /** Before that many jobs nothing is told. */
    private static final int FIRST = 20;

    private static final double WEIGHT = 0.01;

    private static final double NOTEWORTHY = 0.1;

    private int jobs;
    private double mean;
    private double told;

    /** A job has ended that took so many calls, parts of shared ones included. */
    synchronized void add(double calls) {
        jobs++;
        // The first hundred weigh the same.
        mean += Math.max(WEIGHT, 1.0 / jobs) * (calls - mean);
        if (jobs >= FIRST && Math.abs(mean - told) >= NOTEWORTHY * told) {
            told = mean;
        }
    }

    /** In hundredths; 0 while too few jobs have ended. */
    synchronized int hundredths() {
        return jobs < FIRST ? 0 : Math.clamp(Math.round(100 * told), 1, 1_000_000);
    }
}
