package io.textmill.sandbox.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/**
 * At most so many calls in any stretch of time of that length. A call at time t no longer counts at t + length.
 *
 * <p>Pure but for its own memory: times are passed in and must not go back. Not thread-safe.
 */
final class SlidingWindow {

    private final int max;
    private final Duration length;
    private final ArrayDeque<Instant> calls = new ArrayDeque<>();

    SlidingWindow(int max, Duration length) {
        this.max = max;
        this.length = length;
    }

    int max() {
        return max;
    }

    /** How long from now until there is room for one more call; zero when there is room. */
    Duration untilRoom(Instant now) {
        return used(now) < max
                ? Duration.ZERO
                : Duration.between(now, calls.getFirst().plus(length));
    }

    /** How long from now until the window is empty. */
    Duration untilEmpty(Instant now) {
        return used(now) == 0
                ? Duration.ZERO
                : Duration.between(now, calls.getLast().plus(length));
    }

    /** Calls that count now. */
    int used(Instant now) {
        var oldestThatCounts = now.minus(length);
        while (!calls.isEmpty() && !calls.getFirst().isAfter(oldestThatCounts)) {
            calls.removeFirst();
        }
        return calls.size();
    }

    void add(Instant now) {
        calls.addLast(now);
    }
}
