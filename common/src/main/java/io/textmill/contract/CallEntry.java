package io.textmill.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A provider call as the topic {@code nlp.calls} keeps it: the call's own fields beside whose it was.
 *
 * @param jobId the job that it was made for
 * @param task that job's task
 * @param tenant that job's tenant
 * @param worker the worker that made it
 * @param at when its answer had been read
 * @param call the call
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CallEntry(
        String jobId,
        Task task,
        @Nullable String tenant,
        String worker,
        Instant at,
        @JsonUnwrapped CallRecord call) {}
