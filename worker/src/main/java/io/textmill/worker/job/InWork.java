package io.textmill.worker.job;

import io.textmill.worker.caller.Caller;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * The jobs of one route that were begun and have not ended. One that the engine has dropped is forgotten with its last
 * trace. Safe for use by many threads.
 */
final class InWork {
    private final Set<JobRun> runs = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    void add(JobRun run) {
        runs.add(run);
    }

    void remove(JobRun run) {
        runs.remove(run);
    }

    int size() {
        return runs.size();
    }

    /** How many of them wait for somebody else than those, or for long: they are in nobody's way. */
    int elsewhere(List<Caller> callers, Instant soon) {
        synchronized (runs) {
            return (int)
                    runs.stream().filter(run -> isElsewhere(run, callers, soon)).count();
        }
    }

    /** How many of the others take calls of their own. */
    int alone(List<Caller> callers, Instant soon) {
        synchronized (runs) {
            return (int) runs.stream()
                    .filter(run -> !run.sharesCalls() && !isElsewhere(run, callers, soon))
                    .count();
        }
    }

    private static boolean isElsewhere(JobRun run, List<Caller> callers, Instant soon) {
        return run.isHeldUntilAfter(soon)
                || run.caller().filter(callers::contains).isEmpty();
    }
}
