package io.textmill.worker.engine;

import java.util.function.Supplier;

/** Is told what happens in a run, in order. */
interface SimTrace {
    /** Nobody listens. */
    SimTrace NONE = (_, _) -> {};

    /** Something happens at that time, in milliseconds since the run began. */
    void add(long millis, Supplier<String> what);
}
