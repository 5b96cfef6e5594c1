package io.textmill.contract;

import org.jspecify.annotations.Nullable;

/** What a job may choose about its task. */
public sealed interface Options permits SummarizeOptions, SentimentOptions, ExtractionOptions {
    /**
     * A conversation to continue, 6 to 32 ASCII letters or digits; only the provider {@code juhe} knows them. Absent by
     * default, because a shared conversation mixes the contexts of jobs.
     */
    @Nullable
    String chatId();
}
