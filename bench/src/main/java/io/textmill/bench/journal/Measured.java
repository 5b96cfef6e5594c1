package io.textmill.bench.journal;

import java.util.List;

/**
 * What one turn of one arm came to.
 *
 * @param callMillis of each steady call, from when it was to be made to its answer, in ascending order
 * @param writes to the journal while they came
 * @param jobsPerSecond of jobs that came at once and whose calls were answered at once
 */
record Measured(List<Long> callMillis, Writes writes, double jobsPerSecond) {

    /**
     * What was written.
     *
     * @param appends entries and deletions
     * @param bytes keys and values of them, uncompressed
     * @param seconds from each append to its acknowledgement, all together
     */
    record Writes(double appends, double bytes, double seconds) {}

    Measured {
        callMillis = callMillis.stream().sorted().toList();
        if (callMillis.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
    }

    /** How long that part of the calls took at most; in milliseconds. */
    double quantile(double part) {
        int rank = (int) Math.ceil(part * callMillis.size());
        return callMillis.get(Math.clamp(rank - 1L, 0, callMillis.size() - 1));
    }

    /** In milliseconds. */
    double mean() {
        return callMillis.stream().mapToLong(millis -> millis).average().orElseThrow();
    }

    double appendsPerCall() {
        return writes.appends / callMillis.size();
    }

    double bytesPerCall() {
        return writes.bytes / callMillis.size();
    }

    /** Mean milliseconds until an append is acknowledged. */
    double appendMillis() {
        return writes.appends == 0 ? 0 : 1000 * writes.seconds / writes.appends;
    }
}
