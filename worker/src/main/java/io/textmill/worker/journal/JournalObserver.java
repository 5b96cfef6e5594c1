package io.textmill.worker.journal;

import java.time.Duration;

/** Is told what the journal does, on any thread. */
public interface JournalObserver {
    /** An entry was acknowledged; a deletion has no value. */
    void appended(int bytes, Duration took);

    /** An entry was not acknowledged, or not in time: the call went out all the same. */
    void notAppended();

    /** Partitions were read. */
    void restored(int entries, Duration took);

    /** An answer was taken from the journal instead of asking again. */
    void reused();

    /** A call was found of which nobody has heard the end. */
    void lost();

    /** Nobody watches. */
    JournalObserver NONE = new JournalObserver() {
        @Override
        public void appended(int bytes, Duration took) {}

        @Override
        public void notAppended() {}

        @Override
        public void restored(int entries, Duration took) {}

        @Override
        public void reused() {}

        @Override
        public void lost() {}
    };
}
