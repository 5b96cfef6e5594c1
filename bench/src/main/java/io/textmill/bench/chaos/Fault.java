package io.textmill.bench.chaos;

import java.time.Duration;

/**
 * Something that is done to a process, and undone.
 *
 * @param at when, from the start of the chaos
 * @param kind what
 * @param target to which worker or broker, or to the broker of which worker; from 1
 * @param lasts how long until it is undone
 */
record Fault(Duration at, Kind kind, int target, Duration lasts) {

    /** What can be done to a process. */
    enum Kind {
        /** SIGKILL; a worker of the same name is started after a while. */
        KILL_WORKER(true, "kill worker"),
        /** SIGSTOP for longer than its session: its partitions go to others while it thinks it has them. */
        FREEZE_WORKER(true, "freeze worker"),
        /** SIGSTOP for less than its session: nothing may be lost. */
        PAUSE_WORKER(true, "pause worker"),
        /** SIGTERM: it finishes what it can within its drain budget; then one of the same name is started. */
        DRAIN_WORKER(true, "drain worker"),
        /** SIGKILL; started again on its directory. */
        KILL_BROKER(false, "kill broker"),
        /**
         * SIGSTOP of the broker that coordinates a worker's transactions: a commit times out whose outcome nobody knows,
         * for the broker goes on with it later.
         */
        FREEZE_COORDINATOR(false, "freeze coordinator of worker");

        private final boolean ofWorker;
        private final String words;

        Kind(boolean ofWorker, String words) {
            this.ofWorker = ofWorker;
            this.words = words;
        }

        /** Whether a worker is the target, or a broker. */
        boolean isOfWorker() {
            return ofWorker;
        }

        /** For people. */
        String words() {
            return words;
        }
    }

    /** One line of the plan. */
    String line() {
        return "%6.1f s  %s %d for %.1f s".formatted(at.toMillis() / 1e3, kind.words(), target, lasts.toMillis() / 1e3);
    }
}
