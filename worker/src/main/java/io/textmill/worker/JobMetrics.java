package io.textmill.worker;

import io.textmill.contract.CallRecord;
import io.textmill.contract.Charged;
import io.textmill.contract.ErrorCode;
import io.textmill.contract.JobResult;
import io.textmill.contract.Task;
import io.textmill.worker.job.JobObserver;
import io.textmill.worker.job.JobRules;
import io.textmill.worker.observe.Metrics;
import java.util.Map;

/** Counts what becomes of jobs and calls. */
final class JobMetrics implements JobObserver {
    private final Metrics metrics;
    private final Map<String, JobRules.Price> prices;

    JobMetrics(Metrics metrics, Map<String, JobRules.Price> prices) {
        this.metrics = metrics;
        this.prices = Map.copyOf(prices);
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
        JobRules.Price price = prices.get(call.provider());
        if (price != null && call.charged() != Charged.NO) {
            metrics.spent(call.provider(), price.perCall(), price.currency());
        }
    }

    @Override
    public void ended(JobResult result) {
        metrics.jobEnded(result);
    }
}
