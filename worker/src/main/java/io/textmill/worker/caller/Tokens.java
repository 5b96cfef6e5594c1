package io.textmill.worker.caller;

import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.Receipt;
import io.textmill.worker.text.TokenCount;
import org.jspecify.annotations.Nullable;

/**
 * How many tokens calls of one model take: counted, and corrected by what the provider has counted so far. Safe for use by
 * many threads.
 */
final class Tokens {
    /** How far one reply moves the correction. */
    private static final double WEIGHT = 0.05;

    /** More than counts of different vocabularies differ by. */
    private static final double LARGEST = 4;

    private final TokenCount count;

    /** What the provider counts for each token that we count; written and read by any thread. */
    private volatile double correction = 1;

    Tokens(@Nullable String model) {
        this.count = new TokenCount(model);
    }

    /** What a call took; null when the provider did not tell. */
    static @Nullable Long used(Receipt receipt) {
        Integer prompt = receipt.promptTokens();
        Integer completion = receipt.completionTokens();
        return prompt == null || completion == null ? null : (Long) ((long) prompt + completion);
    }

    /**
     * What a call will take.
     *
     * @param counted tokens of its prompt, as we count them; 0 where they need not be known
     * @param most the most that it can take: its prompt as the provider will count it, and the longest answer
     */
    record Estimate(int counted, long most) {
        /** That of a call whose tokens nobody limits. */
        static final Estimate NONE = new Estimate(0, 0);
    }

    /** What a call with that prompt will take. */
    Estimate of(Prompt prompt) {
        int counted = count.of(prompt.joined());
        return new Estimate(counted, Math.round(counted * correction) + prompt.maxOutputTokens());
    }

    /**
     * A call was made.
     *
     * @param told how many tokens the provider has counted in its prompt; null when it did not tell
     */
    void learn(Estimate estimate, @Nullable Integer told) {
        if (told != null && estimate.counted() > 0) {
            double ratio = Math.clamp((double) told / estimate.counted(), 1 / LARGEST, LARGEST);
            synchronized (this) {
                correction += WEIGHT * (ratio - correction);
            }
        }
    }
}
