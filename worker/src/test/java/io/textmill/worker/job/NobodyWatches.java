package io.textmill.worker.job;

import io.textmill.contract.CallRecord;
import io.textmill.contract.ErrorCode;
import io.textmill.contract.JobResult;
import io.textmill.contract.Task;

/** An observer that keeps nothing. */
final class NobodyWatches implements JobObserver {
    @Override
    public void unknownFields(Task task, int count) {}

    @Override
    public void deadLettered(Task task, ErrorCode code) {}

    @Override
    public void called(CallRecord call) {}

    @Override
    public void ended(JobResult result) {}
}
