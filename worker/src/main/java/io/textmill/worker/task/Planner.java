package io.textmill.worker.task;

import io.textmill.contract.Job;
import io.textmill.worker.provider.PromptLimit;

/** Plans a job of one task for one provider. Pure, and safe for use by many threads. */
public interface Planner {
    /**
     * The first step of the job.
     *
     * @param maxCalls the most calls a job may need in all; a job that would need more fails before the first one
     */
    Step plan(Job job, PromptLimit limit, int maxCalls);
}
