package io.textmill.worker.engine;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Time that only goes forward: for gaps, pauses and budgets, which a step of the wall clock must not change. Moments are
 * nanoseconds from no particular beginning.
 */
final class Ticker {
    private final LongSupplier nanoTime;

    Ticker(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    long now() {
        return nanoTime.getAsLong();
    }

    /** The moment that is so far ahead. */
    long in(Duration wait) {
        return now() + wait.toNanos();
    }

    boolean hasPassed(long moment) {
        return now() - moment >= 0;
    }

    Duration since(long moment) {
        return Duration.ofNanos(now() - moment);
    }
}
