package io.textmill.worker.quota;

/**
 * Keeps repetitions below a share of all calls, so that an outage is not multiplied by those who try again. Pure but for
 * its own state; safe for use by many threads.
 */
public final class RetryBudget {
    /** Repetitions for each call: beyond that, a provider that fails is left alone for longer. */
    private static final double SHARE = 0.2;

    /** What a quiet time may save up, and what there is at the beginning. */
    private static final double MOST = 10;

    private double balance = MOST;

    /** A call was made, a repetition or not. */
    public synchronized void called() {
        balance = Math.min(MOST, balance + SHARE);
    }

    /** Takes a repetition; false when there is none left. */
    public synchronized boolean take() {
        if (balance < 1) {
            return false;
        }
        balance--;
        return true;
    }
}
