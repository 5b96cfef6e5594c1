package io.textmill.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One job, as published to {@code nlp.<task>.jobs}. {@link JobCodec} reads and writes it and checks every bound.
 *
 * @param jobId the publisher's name of the job, 1 to 128 characters; it comes back in the result
 * @param task what to do; on the wire optional, because the topic says it
 * @param text the text to work on, not blank
 * @param language of the answer, BCP 47; when absent the text's own, which is detected
 * @param provider the configured provider to use; the task's own when absent
 * @param options choices of the task
 * @param deadline when the job is no longer worth doing; the configured {@code maxAge} when absent
 * @param tenant who asks, at most 128 characters
 * @param priority 0 (can wait) to 9 (urgent), 5 when absent
 * @param batchId echoed, at most 128 characters
 * @param metadata echoed, at most 50 entries
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Job(
        String jobId,
        Task task,
        String text,
        @Nullable String language,
        @Nullable String provider,
        Options options,
        @Nullable Instant deadline,
        @Nullable String tenant,
        int priority,
        @Nullable String batchId,
        Map<String, String> metadata) {

    /** The priority of a job that names none. */
    public static final int DEFAULT_PRIORITY = 5;

    public Job {
        metadata = Map.copyOf(metadata);
    }

    /** A summarize job with default options. */
    public static Job summarize(String jobId, String text) {
        return of(jobId, Task.SUMMARIZE, text, SummarizeOptions.DEFAULT);
    }

    /** A sentiment job with default options. */
    public static Job sentiment(String jobId, String text) {
        return of(jobId, Task.SENTIMENT, text, SentimentOptions.DEFAULT);
    }

    /** An extraction job with default options. */
    public static Job extraction(String jobId, String text) {
        return of(jobId, Task.EXTRACTION, text, ExtractionOptions.DEFAULT);
    }

    /** The same job with these options. */
    public Job withOptions(Options newOptions) {
        return new Job(
                jobId, task, text, language, provider, newOptions, deadline, tenant, priority, batchId, metadata);
    }

    /** The same job for that provider. */
    public Job withProvider(String newProvider) {
        return new Job(
                jobId, task, text, language, newProvider, options, deadline, tenant, priority, batchId, metadata);
    }

    /** The same job of that tenant. */
    public Job withTenant(String newTenant) {
        return new Job(
                jobId, task, text, language, provider, options, deadline, newTenant, priority, batchId, metadata);
    }

    private static Job of(String jobId, Task task, String text, Options options) {
        return new Job(jobId, task, text, null, null, options, null, null, DEFAULT_PRIORITY, null, Map.of());
    }
}
