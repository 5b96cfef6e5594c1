package io.textmill.worker;

import io.textmill.contract.CallRecord;
import io.textmill.contract.ErrorCode;
import io.textmill.contract.JobResult;
import io.textmill.contract.Task;
import io.textmill.worker.job.JobObserver;
import io.textmill.worker.observe.Metrics;
import io.textmill.worker.spend.PriceTable;

/** Counts what becomes of jobs and calls. */
final class JobMetrics implements JobObserver {
    private final Metrics metrics;
    private final PriceTable prices;

    JobMetrics(Metrics metrics, PriceTable prices) {
        this.metrics = metrics;
        this.prices = prices;
    }

    @Override
    public void unknownFields(Task task, int count) {
        metrics.unknownFields(task, count);
    }

    @Override
    public void deadLettered(Task task, ErrorCode code) {
        metrics.deadLettered(task, code);
    }

    @Override
    public void called(CallRecord call) {
        metrics.called(call);
        prices.cost(call)
                .ifPresent(cost -> metrics.spent(
                        call.provider(), cost.amount(), cost.currency().getCurrencyCode()));
    }

    @Override
    public void ended(JobResult result) {
        metrics.jobEnded(result);
    }
}
