package io.textmill.worker.job;

import io.textmill.contract.CallRecord;
import io.textmill.contract.Job;
import io.textmill.contract.JobResult;
import io.textmill.worker.engine.Inbound;
import io.textmill.worker.task.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the one result of a job. Pure. */
final class ResultOf {
    private ResultOf() {}

    /**
     * How a job ended.
     *
     * @param product what its task made; null unless it succeeded
     * @param failure why it did not succeed; null when it did
     */
    record Ending(JobResult.Status status, Step.@Nullable Product product, JobResult.@Nullable Failure failure) {}

    /** The time it took, to the millisecond: results tell no more. */
    record Span(Instant startedAt, Instant finishedAt) {
        Span {
            startedAt = startedAt.truncatedTo(ChronoUnit.MILLIS);
            finishedAt = finishedAt.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    static JobResult result(Job job, Inbound inbound, Ending ending, Books books, JobRules rules, Span span) {
        List<CallRecord> calls = books.calls();
        CallRecord last = books.lastAnswered();
        Step.Product product = ending.product();
        Step.Summary summary = product instanceof Step.Summary made ? made : null;
        Step.Findings findings = product instanceof Step.Findings made ? made : null;
        return new JobResult(
                job.jobId(),
                job.task(),
                ending.status(),
                summary == null ? null : summary.text(),
                product instanceof Step.Judgement judgement ? judgement.sentiment() : null,
                findings == null ? null : findings.extraction(),
                last == null ? null : last.orderId(),
                last == null ? null : last.taskNo(),
                calls.subList(0, Math.min(calls.size(), JobResult.MAX_CALLS_LISTED)),
                product == null ? null : product.parts(),
                summary == null ? null : summary.levels(),
                summary == null ? null : summary.cut(),
                findings == null ? null : findings.conflicts(),
                books.usage(rules),
                ending.failure(),
                inbound.attempt(),
                new JobResult.Timings(
                        inbound.timestamp(),
                        span.startedAt(),
                        span.finishedAt(),
                        millis(inbound.timestamp(), span.startedAt()),
                        millis(inbound.timestamp(), span.finishedAt())),
                rules.worker(),
                job.batchId(),
                job.tenant(),
                job.metadata());
    }

    /** Never negative: the publisher's clock may be ahead of ours. */
    private static long millis(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis());
    }
}
