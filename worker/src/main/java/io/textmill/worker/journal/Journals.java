package io.textmill.worker.journal;

import io.textmill.worker.engine.Inbound;
import io.textmill.worker.engine.Preparation;
import java.time.InstantSource;

/** What is remembered of jobs: a {@link Journal}, or what each job takes along where that is switched off. */
public interface Journals extends AutoCloseable {
    /** What is remembered of that job, for one run of its work. Any thread may ask. */
    JobJournal of(Inbound inbound);

    /** What has to be read before a partition's records are begun. */
    Preparation preparation();

    @Override
    void close();

    /** Nothing is written or read beyond the records of jobs that wait. */
    static Journals off(String worker, InstantSource clock) {
        return new Journals() {
            @Override
            public JobJournal of(Inbound inbound) {
                return JobJournal.unwritten(inbound.state(), worker, clock);
            }

            @Override
            public Preparation preparation() {
                return Preparation.NONE;
            }

            @Override
            public void close() {}
        };
    }
}
