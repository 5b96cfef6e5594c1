package io.textmill.bench.chaos;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call as the provider saw it.
 *
 * @param job whose
 * @param step which of the job's calls, from 0
 * @param life who called: a worker in one of its lives
 * @param partition the partition that the record was read from
 * @param ends whether its answer ends the work on a record, so that the next transaction carries what comes of it
 * @param pause how long after the answer to the step before it was not to be made; zero for a first call
 * @param begin when it arrived
 * @param end when it was answered or cut off; null while it is held
 * @param answered whether the answer was written
 */
record Call(
        String job,
        int step,
        String life,
        String partition,
        boolean ends,
        Duration pause,
        Instant begin,
        @Nullable Instant end,
        boolean answered) {

    /** Which piece of work it is: each should be called for once. */
    record Piece(String job, int step) {}

    Piece piece() {
        return new Piece(job, step);
    }

    /** The piece of work that had to be answered first. */
    Piece before() {
        return new Piece(job, step - 1);
    }

    Call ended(Instant at, boolean wasAnswered) {
        return new Call(job, step, life, partition, ends, pause, begin, at, wasAnswered);
    }
}
