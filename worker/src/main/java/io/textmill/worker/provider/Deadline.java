package io.textmill.worker.provider;

import java.time.Duration;

/** When a call must be over, on the clock that never jumps. */
public final class Deadline {
    private final long atNanos;

    private Deadline(long atNanos) {
        this.atNanos = atNanos;
    }

    /** So long from now. */
    public static Deadline in(Duration timeout) {
        return new Deadline(System.nanoTime() + timeout.toNanos());
    }

    /** Nanoseconds left; 0 when it has passed. */
    long remainingNanos() {
        return Math.max(0, atNanos - System.nanoTime());
    }
}
