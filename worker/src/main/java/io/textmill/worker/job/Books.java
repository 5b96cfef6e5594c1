package io.textmill.worker.job;

import io.textmill.contract.CallEntry;
import io.textmill.contract.CallRecord;
import io.textmill.contract.Charged;
import io.textmill.contract.Job;
import io.textmill.contract.JobResult;
import io.textmill.worker.caller.CallBook;
import io.textmill.worker.engine.Hold;
import io.textmill.worker.journal.JobJournal;
import io.textmill.worker.journal.Made;
import io.textmill.worker.provider.Outcome;
import io.textmill.worker.spend.Money;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every call made for one job, in the order in which they ended. Safe for use by many threads. */
final class Books implements CallBook {
    private static final Logger log = LoggerFactory.getLogger("call");

    /** Calls that cost nothing are not kept beyond this: a job that is throttled for hours must not fill the memory. */
    private static final int MAX_FREE_ENTRIES = 1_000;

    private final Job job;
    private final Hold hold;
    private final String worker;
    private final JobObserver observer;
    private final InstantSource clock;
    private final List<CallEntry> entries = new ArrayList<>();

    /**
     * Those of a job that begins.
     *
     * @param hold taken with the first call
     * @param earlier calls of earlier owners: they belong to the job's bill
     */
    Books(
            Job job,
            Hold hold,
            String worker,
            List<JobJournal.Earlier> earlier,
            JobObserver observer,
            InstantSource clock) {
        this.job = job;
        this.hold = hold;
        this.worker = worker;
        this.observer = observer;
        this.clock = clock;
        earlier.forEach(this::take);
    }

    /** One that is lost was told to nobody yet: who made it has died. */
    private void take(JobJournal.Earlier earlier) {
        Made made = earlier.made();
        if (earlier.isLost()) {
            observer.called(made.call());
        }
        entries.add(new CallEntry(job.jobId(), job.task(), job.tenant(), made.worker(), made.at(), made.call()));
    }

    @Override
    public void begin() throws InterruptedException {
        hold.take();
    }

    @Override
    public void enter(CallRecord call, Outcome outcome) {
        enterShare(call, outcome, call);
    }

    @Override
    public void enterShare(CallRecord call, Outcome outcome, @Nullable CallRecord whole) {
        if (whole != null) {
            observer.called(whole);
        }
        log(call, outcome);
        synchronized (entries) {
            if (entries.size() >= MAX_FREE_ENTRIES && call.charged() == Charged.NO) {
                return;
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            entries.add(new CallEntry(job.jobId(), job.task(), job.tenant(), worker, now, call));
        }
    }

    @Override
    public @Nullable String tenant() {
        return job.tenant();
    }

    /** All calls so far. */
    List<CallEntry> entries() {
        synchronized (entries) {
            return List.copyOf(entries);
        }
    }

    /** Whether any call was charged, or may have been. */
    boolean anyCharged() {
        return calls().stream().anyMatch(call -> call.charged() != Charged.NO);
    }

    /** Calls that certainly cost nothing. */
    List<CallEntry> free() {
        return entries().stream()
                .filter(entry -> entry.call().charged() == Charged.NO)
                .toList();
    }

    /** All calls so far, as a result lists them. */
    List<CallRecord> calls() {
        return entries().stream().map(CallEntry::call).toList();
    }

    /** The last call that was answered: its numbers go into the result. */
    @Nullable
    CallRecord lastAnswered() {
        return calls().stream()
                .filter(call -> call.outcome().equals("answered"))
                .reduce((first, second) -> second)
                .orElse(null);
    }

    /**
     * Sums over all calls; a call that may have been charged is counted as spent, as the price says. Of a call that other
     * jobs share, the cost and the tokens count with this job's share; it is one of the calls of each.
     */
    JobResult.Usage usage(JobRules rules) {
        List<CallRecord> calls = calls();
        int charged = count(calls, Charged.YES);
        int unknown = count(calls, Charged.UNKNOWN);
        Money cost = rules.prices().cost(calls).orElse(null);
        return new JobResult.Usage(
                calls.size(),
                charged,
                unknown,
                sum(calls, CallRecord::promptTokens),
                sum(calls, CallRecord::completionTokens),
                cost == null ? null : cost.amount(),
                cost == null ? null : cost.currency().getCurrencyCode());
    }

    private static int count(List<CallRecord> calls, Charged charged) {
        return (int) calls.stream().filter(call -> call.charged() == charged).count();
    }

    private static long sum(List<CallRecord> calls, Function<CallRecord, @Nullable Integer> tokens) {
        return Math.round(calls.stream()
                .mapToDouble(call -> Objects.requireNonNullElse(tokens.apply(call), 0) * share(call))
                .sum());
    }

    private static double share(CallRecord call) {
        return call.share() == null ? 1 : call.share();
    }

    /** One line a call, with the numbers a bill is compared by; never the prompt or the answer. */
    private void log(CallRecord call, Outcome outcome) {
        var line = outcome instanceof Outcome.Failed ? log.atWarn() : log.atInfo();
        line = line.addKeyValue("jobId", job.jobId())
                .addKeyValue("task", job.task().wireName())
                .addKeyValue("provider", call.provider())
                .addKeyValue("outcome", call.outcome())
                .addKeyValue("charged", call.charged().wire())
                .addKeyValue("calledMs", call.calledMs())
                .addKeyValue("waitedMs", call.waitedMs());
        if (call.orderId() != null) {
            line = line.addKeyValue("order_id", call.orderId());
        }
        if (call.taskNo() != null) {
            line = line.addKeyValue("taskNo", call.taskNo());
        }
        if (call.id() != null) {
            line = line.addKeyValue("id", call.id());
        }
        if (call.share() != null) {
            line = line.addKeyValue("share", call.share());
        }
        if (outcome instanceof Outcome.Failed failed) {
            line = line.addKeyValue("code", failed.code()).addKeyValue("message", failed.message());
        }
        line.log("call");
    }
}
