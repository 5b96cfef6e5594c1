package io.textmill.worker.quota;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps repetitions below a share of all calls, so that an outage is not multiplied by those who try again. Pure but for
 * its own state; safe for use by many threads.
 */
public final class RetryBudget {
    /** Repetitions for each call: beyond that, a provider that fails is left alone for longer. */
    private static final double SHARE = 0.2;

    /** What a quiet time may save up, and what there is at the beginning. */
    private static final double MOST = 10;

    /** What comes with time alone: without it, nothing would ever be called where all that is left are repetitions. */
    private static final double PER_SECOND = 0.1;

    private double balance = MOST;
    private Instant since;

    /** Nothing used yet. */
    public RetryBudget(Instant now) {
        this.since = now;
    }

    /** Whether no repetition is left. */
    public synchronized boolean isUsedUp(Instant now) {
        add(Math.max(0, Duration.between(since, now).toMillis() / 1_000.0) * PER_SECOND);
        since = now;
        return balance < 1;
    }

    /** A call was made. */
    public synchronized void called(Instant now, boolean isRepetition) {
        if (isRepetition && !isUsedUp(now)) {
            balance--;
        }
        add(SHARE);
    }

    private void add(double some) {
        balance = Math.min(MOST, balance + some);
    }
}
