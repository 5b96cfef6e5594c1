package io.textmill.bench.chaos;

import java.time.Instant;
import java.util.Set;

/**
 * A worker had to let go of what it had not committed.
 *
 * @param cause why
 * @param life the worker in one of its lives
 * @param partitions of which partitions; of all when empty
 * @param from when others may have taken over, at the earliest
 * @param to when it let go
 */
record Cut(Cause cause, String life, Set<String> partitions, Instant from, Instant to) {

    /** Why a worker lets go of work. */
    enum Cause {
        /** It was killed. */
        KILLED("killed"),
        /** It was frozen for longer than its session. */
        FROZEN("frozen"),
        /** It was told to leave, and its drain budget ran out. */
        DRAINED("drain ran out at a stop"),
        /** Others joined or left, and its drain budget ran out. */
        REVOKED("drain ran out at a rebalance"),
        /** The brokers gave it up though it was alive: a broker was away, or the machine too busy. */
        LOST("given up by the brokers"),
        /** It ended by itself. */
        DIED("died by itself");

        private final String words;

        Cause(String words) {
            this.words = words;
        }

        /** For people. */
        String words() {
            return words;
        }
    }

    Cut {
        partitions = Set.copyOf(partitions);
    }

    /** Whether it is about that worker's work on that partition. */
    boolean concerns(Call call) {
        return life.equals(call.life()) && (partitions.isEmpty() || partitions.contains(call.partition()));
    }
}
