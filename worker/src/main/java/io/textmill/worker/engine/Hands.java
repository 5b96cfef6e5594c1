package io.textmill.worker.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Runs work somewhere and hands back what came of it, each once, in any order. */
interface Hands {
    /**
     * Begins work.
     *
     * @return what interrupts it
     */
    Runnable start(PartitionRun run, WorkItem item);

    /** A completion, waited for at most that long; null when there is none. */
    @Nullable
    Completion poll(Duration wait);
}
