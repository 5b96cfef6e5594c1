package io.textmill.worker.task;

/**
 * What a job gets that does not say otherwise.
 *
 * @param maxSummaryCharacters the longest summary, in UTF-16 units, at least 10
 */
public record TaskDefaults(int maxSummaryCharacters) {
    /** Two or three sentences. */
    public static final TaskDefaults DEFAULT = new TaskDefaults(300);

    public TaskDefaults {
        if (maxSummaryCharacters < 10) {
            throw new IllegalArgumentException("maxSummaryCharacters " + maxSummaryCharacters + " is below 10");
        }
    }
}
