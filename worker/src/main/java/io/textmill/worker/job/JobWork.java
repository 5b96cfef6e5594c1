package io.textmill.worker.job;

import io.textmill.contract.Decoded;
import io.textmill.contract.Job;
import io.textmill.contract.JobCodec;
import io.textmill.contract.JobResult;
import io.textmill.contract.SummarizeOptions;
import io.textmill.contract.Task;
import io.textmill.worker.caller.Route;
import io.textmill.worker.engine.Demand;
import io.textmill.worker.engine.Inbound;
import io.textmill.worker.engine.Verdict;
import io.textmill.worker.engine.Work;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job record's way, as the engine runs it: decode it, then hand it to a {@link JobRun} of its own. No more jobs are
 * demanded than their providers can be called for; hardly any of a queue whose jobs mostly wait for parked providers.
 */
public final class JobWork implements Work, Demand {
    private static final Logger log = LoggerFactory.getLogger(JobWork.class);

    private final Workshop shop;

    /** By the name of the route that a topic's jobs go when they name none. */
    private final Map<String, ParkedJobs> parked = new ConcurrentHashMap<>();

    /** Work with those tools. */
    public JobWork(Workshop shop) {
        this.shop = shop;
    }

    @Override
    public Verdict run(Inbound inbound) throws InterruptedException {
        Task task = shop.task(inbound);
        return switch (decode(inbound, task)) {
            case Decoded.Invalid invalid -> refused(inbound, task, invalid);
            case Decoded.Valid(var job, var unknownFields) -> {
                shop.observer().unknownFields(task, unknownFields.size());
                var run = new JobRun(inLane(job, inbound), inbound, shop);
                Verdict verdict = run(run, inbound);
                takeNote(task, run, verdict);
                yield verdict;
            }
        };
    }

    private void takeNote(Task task, JobRun run, Verdict verdict) {
        ParkedJobs queue = parked(shop.routeName(task));
        if (verdict instanceof Verdict.Retry) {
            run.caller()
                    .ifPresentOrElse(caller -> queue.parked(caller, shop.clock().instant()), queue::wentOn);
        } else {
            queue.wentOn();
        }
    }

    private ParkedJobs parked(String route) {
        return parked.computeIfAbsent(route, _ -> new ParkedJobs());
    }

    @Override
    public String resource(String topic) {
        return shop.topics().taskOfJobs(topic).map(shop::routeName).orElse("");
    }

    @Override
    public int enough(String resource) {
        Route route = shop.routes().get(resource);
        int enough = route == null ? Integer.MAX_VALUE : route.enough();
        return parked(resource).most(enough, shop.clock().instant());
    }

    /** A defect ends the job here, where the calls it has made are known. */
    private static Verdict run(JobRun run, Inbound inbound) throws InterruptedException {
        try {
            return run.run(inbound);
        } catch (RuntimeException | Error defect) {
            log.atError()
                    .addKeyValue("partition", inbound.source())
                    .addKeyValue("offset", inbound.offset())
                    .setCause(defect)
                    .log("job failed with a defect");
            return run.giveUp(inbound, Reason.DEFECT, defect.getClass().getSimpleName());
        }
    }

    @Override
    public Verdict.Done giveUp(Inbound inbound, Reason why, String detail) {
        Task task = shop.task(inbound);
        return switch (decode(inbound, task)) {
            case Decoded.Invalid invalid -> shop.publications().withoutOriginals(refused(inbound, task, invalid), task);
            case Decoded.Valid(var job, var ignored) ->
                new JobRun(inLane(job, inbound), inbound, shop).giveUp(inbound, why, detail);
        };
    }

    private Decoded decode(Inbound inbound, Task task) {
        return JobCodec.decode(inbound.value(), task, shop.rules().maxBytes());
    }

    private Job inLane(Job job, Inbound inbound) {
        return shop.rules().inLane(job, inbound.source().topic());
    }

    /** Not a job: a dead letter, and a failed result where it is known whom to answer. */
    private Verdict.Done refused(Inbound inbound, Task task, Decoded.Invalid invalid) {
        var failure = new JobResult.Failure(invalid.code(), invalid.message());
        String jobId = invalid.jobId();
        if (jobId == null) {
            shop.observer().deadLettered(task, failure.code());
            return shop.publications().unanswerable(inbound, task, failure);
        }
        return new JobRun(onlyIdKnown(jobId, task), inbound, shop).failed(inbound, failure);
    }

    /** Enough of a job to answer it. */
    private static Job onlyIdKnown(String jobId, Task task) {
        return new Job(
                jobId,
                task,
                "",
                null,
                null,
                SummarizeOptions.DEFAULT,
                null,
                null,
                Job.DEFAULT_PRIORITY,
                null,
                Map.of());
    }
}
