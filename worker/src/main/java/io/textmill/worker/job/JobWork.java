package io.textmill.worker.job;

import io.textmill.contract.Decoded;
import io.textmill.contract.Job;
import io.textmill.contract.JobCodec;
import io.textmill.contract.JobResult;
import io.textmill.contract.SummarizeOptions;
import io.textmill.contract.Task;
import io.textmill.worker.caller.CallEnd.Cause;
import io.textmill.worker.caller.Caller;
import io.textmill.worker.caller.Route;
import io.textmill.worker.engine.Demand;
import io.textmill.worker.engine.Inbound;
import io.textmill.worker.engine.Verdict;
import io.textmill.worker.engine.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job record's way, as the engine runs it: decode it, then hand it to a {@link JobRun} of its own. No more jobs are
 * demanded than their providers can be called for; hardly any of a queue whose jobs mostly wait for parked providers.
 */
public final class JobWork implements Work, Demand {
    private static final Logger log = LoggerFactory.getLogger(JobWork.class);

    /** What is held for longer is in nobody's way. */
    private static final Duration SOON = Duration.ofSeconds(4);

    private final Workshop shop;

    /** Of each topic, the name of the route that its jobs go when they name none. */
    private final Map<String, String> resources = new ConcurrentHashMap<>();

    /** By that name. */
    private final Map<String, Queue> queues = new ConcurrentHashMap<>();

    /** By input topic. */
    private final Map<String, CallsOfJobs> callsOfJobs = new ConcurrentHashMap<>();

    /** The jobs of the topics that wait for one route. */
    private record Queue(ParkedJobs parked, InWork inWork) {}

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
                var going = new Going(
                        run,
                        queue(shop.routeName(task)),
                        callsOfJobs(inbound.source().topic()));
                Verdict verdict = going.run(inbound);
                if (inbound.attempt() == 1) {
                    takeNote(job, going, verdict);
                }
                yield verdict;
            }
        };
    }

    /** Attempts that were waiting elsewhere tell nothing of the jobs in the queue. */
    private void takeNote(Job job, Going going, Verdict verdict) {
        ParkedJobs parked = going.queue.parked;
        Optional<Route> route = verdict instanceof Verdict.Retry ? shop.route(job) : Optional.empty();
        if (route.isEmpty() || going.run.heldBy() == Cause.TENANTS_CAP) {
            parked.wentOn();
        } else if (going.run.heldBy() == Cause.CAP && verdict instanceof Verdict.Retry retry) {
            parked.stopped(retry.due());
        } else {
            parked.parked(route.get());
        }
    }

    private CallsOfJobs callsOfJobs(String topic) {
        return callsOfJobs.computeIfAbsent(topic, _ -> new CallsOfJobs());
    }

    private Queue queue(String route) {
        return queues.computeIfAbsent(route, _ -> new Queue(new ParkedJobs(), new InWork()));
    }

    /** A job that is known to be in work until it has ended. */
    private static final class Going implements Work {
        private final JobRun run;
        private final Queue queue;
        private final CallsOfJobs callsOfJobs;

        Going(JobRun run, Queue queue, CallsOfJobs callsOfJobs) {
            this.run = run;
            this.queue = queue;
            this.callsOfJobs = callsOfJobs;
        }

        /** A defect ends the job here, where the calls it has made are known. */
        @Override
        public Verdict run(Inbound inbound) throws InterruptedException {
            queue.inWork.add(run);
            Verdict verdict = null;
            try {
                verdict = run.run(inbound);
            } catch (RuntimeException | Error defect) {
                log.atError()
                        .addKeyValue("partition", inbound.source())
                        .addKeyValue("offset", inbound.offset())
                        .setCause(defect)
                        .log("job failed with a defect");
                verdict = giveUp(inbound, Reason.DEFECT, defect.getClass().getSimpleName());
            } finally {
                if (!(verdict instanceof Verdict.Again)) {
                    queue.inWork.remove(run);
                }
                if (verdict instanceof Verdict.Done) {
                    callsOfJobs.add(run.calls());
                }
            }
            return verdict instanceof Verdict.Again(var due, var reason, var _)
                    ? new Verdict.Again(due, reason, this)
                    : verdict;
        }

        @Override
        public Verdict.Done giveUp(Inbound inbound, Reason why, String detail) {
            return run.giveUp(inbound, why, detail);
        }
    }

    @Override
    public String resource(String topic) {
        return resources.computeIfAbsent(
                topic, _ -> shop.topics().taskOfJobs(topic).map(shop::routeName).orElse(""));
    }

    @Override
    public int enough(String resource) {
        Instant now = shop.clock().instant();
        Queue queue = queue(resource);
        if (queue.parked.holdBack(now)) {
            return queue.parked.mayTry(now) ? queue.inWork.size() + 1 : 0;
        }
        return enoughWithRetries(resource);
    }

    /** Those that come back are not held back for their providers: they were told when to, and some must expire then. */
    @Override
    public int enoughWithRetries(String resource) {
        Route route = shop.routes().get(resource);
        if (route == null) {
            return Integer.MAX_VALUE;
        }
        List<Caller> callers = route.beginners();
        Queue queue = queue(resource);
        Instant soon = shop.clock().instant().plus(SOON);
        long calls = callers.stream().mapToLong(Caller::enough).sum();
        int elsewhere = queue.inWork.elsewhere(callers, soon);
        return (int) Math.min(Integer.MAX_VALUE, jobs(calls, callers, queue.inWork, soon, elsewhere) + elsewhere);
    }

    /**
     * How many jobs make that many calls: as many again for each that share one. Only so many at a time are begun beyond
     * those in work, because new ones may turn out to need a call of their own.
     */
    private long jobs(long calls, List<Caller> callers, InWork inWork, Instant soon, int elsewhere) {
        int most = callers.stream().mapToInt(shop.packs()::most).max().orElse(1);
        if (most == 1) {
            return calls;
        }
        long shared = callers.stream()
                .mapToLong(caller -> (long) caller.enough() * shop.packs().most(caller))
                .sum();
        long alone = inWork.alone(callers, soon);
        long here = (long) inWork.size() - elsewhere;
        return Math.clamp(shared - (most - 1L) * alone, 0L, here + calls);
    }

    @Override
    public int effort(String topic) {
        return callsOfJobs(topic).hundredths();
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
