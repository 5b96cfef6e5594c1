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

    void count(Outcome outcome) {
        switch (outcome) {
            case Outcome.Uncertain _ -> uncertain++;
            case Outcome.Transient _ -> failed++;
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
