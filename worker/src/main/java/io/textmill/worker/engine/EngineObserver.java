package io.textmill.worker.engine;

import java.time.Duration;

/** Is told what the engine does, on the engine thread: must be quick. */
public interface EngineObserver {
    /** A transaction was committed that finished so many input records. */
    void committed(int finished, Duration took);

    /**
     * A transaction was not committed.
     *
     * @param outcomeUnknown whether it had to be read back what became of it
     */
    void notCommitted(boolean outcomeUnknown);

    /** A retry was begun, so long after it was due. */
    void begunRetry(Duration late);

    /** Nobody watches. */
    EngineObserver NONE = new EngineObserver() {
        @Override
        public void committed(int finished, Duration took) {}

        @Override
        public void notCommitted(boolean outcomeUnknown) {}

        @Override
        public void begunRetry(Duration late) {}
    };
}
