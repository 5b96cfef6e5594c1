package io.textmill.worker.job;

import io.textmill.contract.CallRecord;
import io.textmill.contract.ErrorCode;
import io.textmill.contract.JobResult;
import io.textmill.contract.Task;

/** Is told what becomes of jobs and calls, on any thread. */
public interface JobObserver {
    /** A job had fields that this version does not know. */
    void unknownFields(Task task, int count);

    /** A record was dead-lettered. */
    void deadLettered(Task task, ErrorCode code);

    /** A call was made. */
    void called(CallRecord call);

    /** A job has ended; its result is about to be published. */
    void ended(JobResult result);
}
