package io.textmill.worker.job;

import io.textmill.contract.ErrorCode;
import io.textmill.contract.Job;
import io.textmill.contract.JobResult;
import io.textmill.contract.JobResult.Status;
import io.textmill.contract.ResultCodec;
import io.textmill.worker.caller.CallEnd.Cause;
import io.textmill.worker.caller.Caller;
import io.textmill.worker.caller.Route;
import io.textmill.worker.engine.Inbound;
import io.textmill.worker.engine.Outbound;
import io.textmill.worker.engine.Verdict;
import io.textmill.worker.engine.Work;
import io.textmill.worker.journal.JobJournal;
import io.textmill.worker.quota.Urgency;
import io.textmill.worker.task.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One job on its way: plan, ask, merge, until it has a result. Keeps what was answered so far, so that a job which has to
 * wait for its provider goes on where it was; and what earlier owners had answered is in its journal. One thread at a time.
 */
final class JobRun implements Work {
    private static final Logger log = LoggerFactory.getLogger("job");

    /** What a record takes beside its value, when key and headers are dropped, is far below the difference. */
    private static final int MAX_RESULT_BYTES = Outbound.MAX_BYTES - 10_000;

    /** Of what a job takes along, compressed. */
    private static final int MAX_STATE_BYTES = 256 << 10;

    /** Of a job and what it takes along; a retry adds a few headers of its own. */
    private static final int MAX_RETRY_BYTES = Outbound.MAX_BYTES - 10_000;

    /** A shorter wait is not worth a trip through Kafka. */
    private static final Duration LONG_WAIT = Duration.ofSeconds(10);

    /** How often a job is begun whose provider fails each time, and no other can take it. */
    private static final int BEGINNINGS = 3;

    /** How long it waits after the first time; four times as long after each further one. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    private final Job job;
    private final Workshop shop;
    private final JobJournal journal;
    private final Books books;
    private final Instant startedAt;

    /** Where the job stands; null before it was planned. */
    private @Nullable Step step;

    /** The answers to the questions of the current step; null when it asks none. */
    private @Nullable Round round;

    /** How many rounds were begun. */
    private int rounds;

    /** Whom the job asks; null before it was begun. */
    private volatile @Nullable Caller current;

    /** Whether it shares its call with other jobs; read by any thread. */
    private volatile boolean sharesCalls;

    /** Until when it is held; read by any thread. */
    private volatile Instant heldUntil = Instant.MIN;

    /** By what, when it was last held. */
    private Cause heldBy = Cause.PROVIDER;

    /** Who failed, or had no answer. */
    private final Set<Caller> failedAt = new HashSet<>();

    /** Who took no calls since the last wait. */
    private final Set<Caller> away = new HashSet<>();

    /** How often the job failed because a provider failed, and was to begin again. */
    private int failures;

    JobRun(Job job, Inbound inbound, Workshop shop) {
        this.job = job;
        this.shop = shop;
        Carried carried = Carried.of(inbound.state());
        this.failures = carried.failures();
        this.journal = shop.journals().of(inbound.with(carried.answers()));
        this.books =
                new Books(job, inbound.hold(), shop.rules().worker(), journal.earlier(), shop.observer(), shop.clock());
        this.startedAt = shop.clock().instant();
    }

    @Override
    public Verdict run(Inbound inbound) throws InterruptedException {
        Optional<JobResult.Failure> refusal = shop.rules()
                .laneRefusal(job, inbound.source().topic())
                .or(() -> shop.rules().refusal(job));
        if (refusal.isPresent()) {
            return failed(inbound, refusal.get());
        }
        Optional<Route> route = shop.route(job);
        return route.isPresent() ? work(inbound, route.get()) : failed(inbound, unknownProvider());
    }

    /** Whom the job asks; empty before it was begun. */
    Optional<Caller> caller() {
        return Optional.ofNullable(current);
    }

    /** Whether it takes only a part of a call. */
    boolean sharesCalls() {
        return sharesCalls;
    }

    /** Whether it waits, and longer than that. */
    boolean isHeldUntilAfter(Instant moment) {
        return heldUntil.isAfter(moment);
    }

    /** What it waits for, when it does. */
    Cause heldBy() {
        return heldBy;
    }

    /** The calls it has taken, each as far as it was this job's. */
    double calls() {
        return books.calls().stream()
                .mapToDouble(call -> call.share() == null ? 1 : call.share())
                .sum();
    }

    private Verdict work(Inbound inbound, Route route) throws InterruptedException {
        Instant deadline = deadline(inbound);
        heldUntil = Instant.MIN;
        if (!books.anyCharged()) {
            inbound.hold().free();
        }
        Caller caller = current == null ? begin(route) : current;
        if (step == null) {
            step = plan(caller);
        }
        while (step instanceof Step.Ask ask) {
            if (!shop.clock().instant().isBefore(deadline)) {
                return expired(inbound, deadline);
            }
            if (round == null) {
                round = new Round(ask, rounds++, journal, packs());
                caller = fitting(route, round, caller);
            }
            current = caller;
            sharesCalls = round.isShared(caller);
            switch (round.ask(route, caller, urgency(inbound, deadline), books)) {
                case Round.End.Answered(var answers) -> {
                    step = ask.then().apply(answers);
                    round = null;
                    away.clear();
                }
                case Round.End.Failed(var failure) -> {
                    heldBy = Cause.PROVIDER;
                    Optional<Caller> other = instead(route, failure);
                    if (other.isEmpty()) {
                        return mayBeginAgain(failure)
                                ? later(inbound, afterFailure(deadline), failure.message())
                                : failed(inbound, failure);
                    }
                    caller = fallOver(other.get());
                }
                case Round.End.Expired _ -> {
                    return expired(inbound, deadline);
                }
                case Round.End.Parked(var until, var reason, var cause) -> {
                    heldBy = cause;
                    boolean isAway = !caller.takesCalls() || isLong(until);
                    Optional<Caller> other = isAway && away.add(caller) ? instead(route) : Optional.empty();
                    if (other.isEmpty()) {
                        return later(inbound, until.isBefore(deadline) ? until : deadline, reason);
                    }
                    caller = fallOver(other.get());
                }
            }
        }
        return switch (step) {
            case Step.Finished(var product) -> publish(inbound, Status.SUCCEEDED, product, null);
            case Step.Failed(var failure) -> failed(inbound, failure);
            case Step.Ask _ -> throw new AssertionError("a step that asks is not an end");
        };
    }

    // Which provider

    /** Where the job was begun by an earlier owner, who has planned for that provider and paid it; else whose turn it is. */
    private Caller begin(Route route) {
        return journal.earlier().stream()
                .findFirst()
                .flatMap(first -> route.caller(first.made().call().provider()))
                .orElseGet(() -> route.first(ThreadLocalRandom.current()));
    }

    /** A job whose call has failed for good goes on by itself: another one's text may have been why. */
    private PackRoom packs() {
        return failures == 0 ? shop.packs() : shop.packs().closed();
    }

    private Step plan(Caller caller) {
        return shop.planner(job, caller)
                .plan(job, caller.provider().promptLimit(), shop.rules().maxCalls());
    }

    /** Another provider after a failure, where the route goes on after that; each is asked once. */
    private Optional<Caller> instead(Route route, JobResult.Failure failure) {
        boolean goesOn = switch (failure.code()) {
            case PROVIDER_FAILED -> true;
            case UNANSWERABLE, CONTENT_REJECTED -> route.goesOnWhenUnanswerable();
            default -> false;
        };
        if (!goesOn) {
            return Optional.empty();
        }
        failedAt.add(current);
        return instead(route);
    }

    /** Another provider that takes calls and can go on with what is open, so that nothing paid is thrown away. */
    private Optional<Caller> instead(Route route) {
        return route.next(
                caller -> !caller.equals(current)
                        && !failedAt.contains(caller)
                        && !away.contains(caller)
                        && (!books.anyCharged()
                                || round == null
                                || round.fits(caller.provider().promptLimit())),
                ThreadLocalRandom.current());
    }

    /** Goes on with that provider: planned anew while nothing is paid, for it may take more at once. */
    private Caller fallOver(Caller other) {
        if (books.anyCharged()) {
            Objects.requireNonNull(round).fallOver();
        } else {
            step = plan(other);
            round = null;
            // As whoever takes the job over and begins with this provider will number them.
            rounds = 0;
        }
        return other;
    }

    /** The provider for a round: the same as before, unless what is to be asked is too long for it. */
    private static Caller fitting(Route route, Round round, Caller caller) {
        if (round.fits(caller.provider().promptLimit())) {
            return caller;
        }
        List<Caller> fitting = route.callers().stream()
                .filter(other -> round.fits(other.provider().promptLimit()))
                .toList();
        return route.next(fitting::contains, ThreadLocalRandom.current())
                .orElseGet(() -> fitting.isEmpty() ? caller : fitting.getFirst());
    }

    // Later

    /** Whether a failure that was not charged is worth another beginning, after a while. */
    private boolean mayBeginAgain(JobResult.Failure failure) {
        return failure.code() == ErrorCode.PROVIDER_FAILED && ++failures < BEGINNINGS;
    }

    private Instant afterFailure(Instant deadline) {
        failedAt.clear();
        Duration wait = failures == 1 ? AFTER_FAILURE : AFTER_FAILURE.multipliedBy(4);
        Instant due = shop.clock().instant().plus(wait);
        return due.isBefore(deadline) ? due : deadline;
    }

    private boolean isLong(Instant due) {
        return due.isAfter(shop.clock().instant().plus(LONG_WAIT));
    }

    /**
     * A long wait gives the job back to Kafka. What may have been paid for goes along: the answers, how often it may be
     * tried again, and the calls, which are published in the end. Where there is no room for that, the job waits here.
     */
    private Verdict later(Inbound inbound, Instant due, String reason) {
        away.clear();
        heldUntil = due;
        if (!isLong(due)) {
            return new Verdict.Again(due, reason, this);
        }
        byte[] answers = books.anyCharged() ? journal.state() : null;
        byte[] state = new Carried(failures, answers).encode();
        return books.anyCharged() && (answers == null || state == null || !hasRoomFor(state, inbound))
                ? new Verdict.Again(due, reason, this)
                : new Verdict.Retry(
                        due, "provider_parked", reason, shop.publications().calls(inbound, books.free()), state);
    }

    /** Whether the job's record and that fit into a retry topic. */
    private static boolean hasRoomFor(byte[] state, Inbound inbound) {
        int headers = new Outbound(
                        "",
                        inbound.key(),
                        inbound.value(),
                        List.of(inbound.headers().toArray()))
                .bytes();
        return state.length <= MAX_STATE_BYTES && headers + state.length <= MAX_RETRY_BYTES;
    }

    @Override
    public Verdict.Done giveUp(Inbound inbound, Reason why, String detail) {
        return switch (why) {
            case POISON -> failed(inbound, new JobResult.Failure(ErrorCode.WORKER_DIED, detail));
            case DEFECT -> failed(inbound, new JobResult.Failure(ErrorCode.INTERNAL, "a defect: " + detail));
            case TOO_LARGE -> {
                var failure = new JobResult.Failure(ErrorCode.RESULT_TOO_LARGE, detail);
                yield shop.publications().withoutOriginals(failed(inbound, failure), job.task());
            }
        };
    }

    /** Ends the job for good without a result of its task. */
    Verdict.Done failed(Inbound inbound, JobResult.Failure failure) {
        return publish(inbound, Status.FAILED, null, failure);
    }

    private Verdict.Done expired(Inbound inbound, Instant deadline) {
        var failure = new JobResult.Failure(ErrorCode.DEADLINE_PASSED, "the deadline was " + deadline);
        return publish(inbound, Status.EXPIRED, null, failure);
    }

    private JobResult.Failure unknownProvider() {
        return new JobResult.Failure(
                ErrorCode.UNKNOWN_PROVIDER,
                "provider: " + shop.routeName(job) + "; allowed: "
                        + String.join(
                                ", ", shop.routes().keySet().stream().sorted().toList()));
    }

    private Urgency urgency(Inbound inbound, Instant deadline) {
        String tenant = job.tenant() == null ? "" : job.tenant();
        return new Urgency(tenant, job.priority(), deadline, inbound.firstSeen());
    }

    private Instant deadline(Inbound inbound) {
        return job.deadline() == null ? inbound.timestamp().plus(shop.rules().maxAge()) : job.deadline();
    }

    private Verdict.Done publish(
            Inbound inbound, Status status, Step.@Nullable Product product, JobResult.@Nullable Failure failure) {
        var ending = new ResultOf.Ending(status, product, failure);
        var span = new ResultOf.Span(startedAt, shop.clock().instant());
        JobResult result = ResultOf.result(job, inbound, ending, books, shop.rules(), span);
        byte[] encoded = ResultCodec.encode(result);
        if (product != null && encoded.length > MAX_RESULT_BYTES) {
            String size = encoded.length + " bytes; allowed: " + MAX_RESULT_BYTES;
            return failed(inbound, new JobResult.Failure(ErrorCode.RESULT_TOO_LARGE, size));
        }
        log(result);
        shop.observer().ended(result);
        if (failure != null) {
            shop.observer().deadLettered(job.task(), failure.code());
        }
        return shop.publications().ended(inbound, result, encoded, books.entries());
    }

    /** One line a job; never its text or its answer. */
    private static void log(JobResult result) {
        var line = log.atInfo()
                .addKeyValue("jobId", result.jobId())
                .addKeyValue("task", result.task().wireName())
                .addKeyValue("status", result.status().wireName())
                .addKeyValue("calls", result.usage().calls())
                .addKeyValue("charged", result.usage().charged())
                .addKeyValue("totalMs", result.timings().totalMs());
        JobResult.Failure failure = result.error();
        if (failure != null) {
            line = line.addKeyValue("code", failure.code().wireName()).addKeyValue("message", failure.message());
        }
        line.log("job");
    }
}
