package io.textmill.worker.task;

import io.textmill.contract.Task;

/** The planner of each task. */
public final class Planners {
    private Planners() {}

    /** The planner of that task. */
    public static Planner of(Task task, TaskDefaults defaults) {
        return switch (task) {
            case SUMMARIZE -> new Summarize(Prompts.BUNDLED, defaults);
            case SENTIMENT -> new Sentiment(Prompts.BUNDLED);
            case EXTRACTION -> new Extraction(Prompts.BUNDLED);
        };
    }
}
