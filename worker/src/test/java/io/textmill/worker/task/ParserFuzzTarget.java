package io.textmill.worker.task;

import io.textmill.contract.Task;
import java.nio.charset.StandardCharsets;

/** What Jazzer calls in the profile {@code nightly}: it must neither throw, nor hang, nor take much memory. */
public final class ParserFuzzTarget {
    private ParserFuzzTarget() {}

    /** Reads these bytes, as UTF-8, as an answer to each task. */
    public static void fuzzerTestOneInput(byte[] input) {
        String answer = new String(input, StandardCharsets.UTF_8);
        for (Task task : Task.values()) {
            TableJobs.reading(task, answer);
        }
    }
}
