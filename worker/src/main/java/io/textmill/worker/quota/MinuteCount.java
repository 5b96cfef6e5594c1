package io.textmill.worker.quota;

import java.time.Instant;
import java.util.Arrays;

/** A sum over about the last minute, in steps of a second. Pure but for its own state; one thread at a time. */
final class MinuteCount {
    private static final int SECONDS = 60;

    private final double[] sums = new double[SECONDS];
    private long second;

    /** Adds at that time. */
    void add(Instant now, double amount) {
        advance(now);
        sums[(int) (second % SECONDS)] += amount;
    }

    /** What was added in the last minute. */
    double sum(Instant now) {
        advance(now);
        return Arrays.stream(sums).sum();
    }

    private void advance(Instant now) {
        long current = now.getEpochSecond();
        if (current < second || current - second >= SECONDS) {
            // The clock was set, or nothing happened for a minute.
            Arrays.fill(sums, 0);
        } else {
            for (long passed = second + 1; passed <= current; passed++) {
                sums[(int) (passed % SECONDS)] = 0;
            }
        }
        second = current;
    }
}
