package io.textmill.worker.caller;

import io.textmill.worker.provider.Outcome;
import io.textmill.worker.provider.Prompt;
import org.jspecify.annotations.Nullable;

/**
 * One question and what became of asking it so far. It outlives the waiting for a parked provider, so that no limit on
 * paid repetitions begins anew. One thread at a time.
 */
public final class Inquiry {
    private final @Nullable Integer part;
    private Prompt prompt;
    private boolean enlarged;
    private int uncertain;
    private int failed;
    private boolean repeated;

    /**
     * A question that was not asked yet.
     *
     * @param part which part of the job's text it is about; null for none
     */
    public Inquiry(Prompt prompt, @Nullable Integer part) {
        this.prompt = prompt;
        this.part = part;
    }

    Prompt prompt() {
        return prompt;
    }

    @Nullable
    Integer part() {
        return part;
    }

    /** Calls that may have been charged without an answer. */
    int uncertain() {
        return uncertain;
    }

    /** Calls that failed without a charge. */
    int failed() {
        return failed;
    }

    /** Whether the last call failed by itself, so that the next one repeats it. */
    boolean isRepeated() {
        return repeated;
    }

    /**
     * A call was made.
     *
     * @param isAlone whether a failure is held against this question: other calls do not fail
     */
    void count(Outcome outcome, boolean isAlone) {
        repeated = false;
        switch (outcome) {
            case Outcome.Uncertain _ -> {
                uncertain++;
                repeated = isAlone;
            }
            case Outcome.Transient _ -> {
                failed += isAlone ? 1 : 0;
                repeated = isAlone;
            }
            default -> {
                // Not limited.
            }
        }
    }

    /** Allows a larger answer from now on; false when that was tried. */
    boolean enlarge() {
        if (enlarged) {
            return false;
        }
        enlarged = true;
        prompt = prompt.withMaxOutputTokens(4 * prompt.maxOutputTokens());
        return true;
    }
}
