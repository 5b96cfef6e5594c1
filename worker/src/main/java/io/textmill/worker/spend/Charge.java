package io.textmill.worker.spend;

import org.jspecify.annotations.Nullable;

/**
 * What a call may take at most, said before it is made.
 *
 * @param provider the configured provider's name
 * @param tenant whose job it is made for, where the job says so
 * @param promptTokens never fewer than the provider will count
 * @param completionTokens never fewer than the provider will count
 */
public record Charge(String provider, @Nullable String tenant, long promptTokens, long completionTokens) {
    /** What chat formats add to a prompt, generously. */
    private static final int FRAME_TOKENS = 64;

    /**
     * The most that a call with that prompt may take. A token has a byte at least, so there are no more tokens than bytes.
     */
    public static Charge most(String provider, @Nullable String tenant, long promptBytes, int maxOutputTokens) {
        return new Charge(provider, tenant, promptBytes + FRAME_TOKENS, maxOutputTokens);
    }
}
