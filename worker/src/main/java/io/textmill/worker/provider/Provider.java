package io.textmill.worker.provider;

import org.jspecify.annotations.Nullable;

/** One configured account at a chat provider. Safe for use by many threads. */
public interface Provider {
    /** The configured name; a job's {@code provider} names it. */
    String name();

    /** The model, where the provider has a choice of them. */
    @Nullable
    String model();

    /** How large a prompt may be, and in which form it goes out. */
    PromptLimit promptLimit();

    /**
     * Makes one call: one request, no retry. The whole call, name look-up to last byte, is bounded by the configured
     * timeout. Blocks the calling (virtual) thread.
     *
     * @throws InterruptedException when the thread is interrupted; the request is then cut off, and may be charged
     */
    Outcome call(Prompt prompt) throws InterruptedException;
}
