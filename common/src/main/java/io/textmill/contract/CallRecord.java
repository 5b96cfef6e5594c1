package io.textmill.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One call of a provider that was made for a job: what a bill is compared with. A result lists the first 50; all of
 * them go to the topic {@code nlp.calls}.
 *
 * @param provider the configured provider's name
 * @param model the model, where the provider has one
 * @param orderId Juhe's number of the call
 * @param taskNo JumData's number of the call
 * @param id the number of the call at an OpenAI-compatible server
 * @param requestId the {@code x-request-id} header of the answer
 * @param outcome what the answer meant, in lower case: {@code answered}, {@code throttled}, …
 * @param charged whether the call was charged
 * @param promptTokens tokens of the prompt, as the provider counted them
 * @param completionTokens tokens of the answer, as the provider counted them
 * @param waitedMs ms the call waited for a free slot and the rate limit
 * @param calledMs ms from sending the request to the end of the answer
 * @param part which part of the text, from 0; absent for a call over the whole text or over partial answers
 * @param promptVersion the prompt file and its version, such as {@code summarize.short.zh@1}
 * @param share this job's part of a call that several jobs were packed into; absent means all of it. Its records have the
 *     same number, each with the call's own tokens and times, and their shares add up to exactly 1: a job has cost its share
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CallRecord(
        String provider,
        @Nullable String model,
        @JsonProperty("order_id") @Nullable String orderId,
        @Nullable String taskNo,
        @Nullable String id,
        @Nullable String requestId,
        String outcome,
        Charged charged,
        @Nullable Integer promptTokens,
        @Nullable Integer completionTokens,
        long waitedMs,
        long calledMs,
        @Nullable Integer part,
        String promptVersion,
        @Nullable Double share) {

    /** The same call, as one of the jobs that it was made for has it. */
    public CallRecord withShare(double jobsShare) {
        return new CallRecord(
                provider,
                model,
                orderId,
                taskNo,
                id,
                requestId,
                outcome,
                charged,
                promptTokens,
                completionTokens,
                waitedMs,
                calledMs,
                part,
                promptVersion,
                jobsShare);
    }
}
