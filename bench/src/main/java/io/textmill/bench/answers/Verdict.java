package io.textmill.bench.answers;

import io.textmill.contract.Task;
import java.util.List;

/**
 * What became of one job.
 *
 * @param task what was asked
 * @param end how it ended
 * @param flaws what of a success is not what the schema and the job's options allow
 * @param wrong what of a success is not what the models meant: wrongly accepted
 * @param lost what the models meant and the result does not have
 * @param calls its answered calls
 */
record Verdict(
        Task task, End end, List<String> flaws, List<String> wrong, List<String> lost, Calls calls, Places places) {

    /** How a job ended. */
    enum End {
        SUCCEEDED,
        /** Its answers could not be read. */
        REFUSED,
        /** For any other reason. */
        FAILED,
        MISSING
    }

    /**
     * The answered calls of a job.
     *
     * @param made all of them
     * @param again those that asked the same once more
     * @param needless those of them that followed an answer that a careful reader can read
     */
    record Calls(int made, int again, int needless) {}

    /**
     * The values of an extraction.
     *
     * @param values all of them
     * @param ungrounded those that do not stand in the text
     */
    record Places(int values, int ungrounded) {
        static final Places NONE = new Places(0, 0);
    }

    Verdict {
        flaws = List.copyOf(flaws);
        wrong = List.copyOf(wrong);
        lost = List.copyOf(lost);
    }

    /** Whether it is a success that keeps to schema and options. */
    boolean isValid() {
        return end == End.SUCCEEDED && flaws.isEmpty();
    }
}
