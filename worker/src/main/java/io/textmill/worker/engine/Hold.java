package io.textmill.worker.engine;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether work on a record must be let finish when its partition is given up. It must, unless it says that nothing is lost:
 * then the record goes to its next owner at once. Work that only waits should say so. Safe for use by many threads.
 */
public final class Hold {
    private final AtomicReference<State> state = new AtomicReference<>(State.TAKEN);

    private enum State {
        TAKEN,
        FREE,
        /** Given up: it is another's. */
        GONE
    }

    /** Nothing is lost if the record is taken away now. */
    public void free() {
        state.compareAndSet(State.TAKEN, State.FREE);
    }

    /**
     * From now on the work is let finish.
     *
     * @throws InterruptedException when the record was given up already
     */
    public void take() throws InterruptedException {
        if (state.compareAndSet(State.FREE, State.TAKEN)) {
            return;
        }
        if (state.get() == State.GONE) {
            throw new InterruptedException("the record is given up");
        }
    }

    /** Gives the record up; false when that was not allowed, or done before. */
    boolean giveUp() {
        return state.compareAndSet(State.FREE, State.GONE);
    }

    /** Whether the work must be let finish. */
    public boolean isTaken() {
        return state.get() == State.TAKEN;
    }
}
