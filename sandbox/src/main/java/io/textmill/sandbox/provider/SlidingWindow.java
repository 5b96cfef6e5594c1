package io.textmill.sandbox.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/**
 * At most so much in any stretch of time of that length, each call with a weight. A call at time t no longer counts at
 * t + length.
 *
 * <p>Pure but for its own memory: times are passed in and must not go back. Not thread-safe.
 */
final class SlidingWindow {

    private final int max;
    private final Duration length;
    private final ArrayDeque<Call> calls = new ArrayDeque<>();
    private long used;

    private record Call(Instant at, int weight) {}

    SlidingWindow(int max, Duration length) {
        this.max = max;
        this.length = length;
    }

    int max() {
        return max;
    }

    /** How long from now until there is room for a call of that weight; zero when there is room. */
    Duration untilRoom(Instant now, int weight) {
        if (weight > max) {
            // It never fits, but a vendor does not say so.
            return length;
        }
        long over = used(now) + weight - max;
        var room = now;
        for (var oldest = calls.iterator(); over > 0; ) {
            var call = oldest.next();
            over -= call.weight;
            room = call.at.plus(length);
        }
        return Duration.between(now, room);
    }

    /** How long from now until the window is empty. */
    Duration untilEmpty(Instant now) {
        return used(now) == 0
                ? Duration.ZERO
                : Duration.between(now, calls.getLast().at.plus(length));
    }

    /** The weight of the calls that count now. */
    long used(Instant now) {
        var oldestThatCounts = now.minus(length);
        while (!calls.isEmpty() && !calls.getFirst().at.isAfter(oldestThatCounts)) {
            used -= calls.removeFirst().weight;
        }
        return used;
    }

    void add(Instant now, int weight) {
        calls.addLast(new Call(now, weight));
        used += weight;
    }
}
