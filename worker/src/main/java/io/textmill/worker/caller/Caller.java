package io.textmill.worker.caller;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.textmill.contract.CallRecord;
import io.textmill.contract.Charged;
import io.textmill.contract.ErrorCode;
import io.textmill.worker.provider.Outcome;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.Provider;
import io.textmill.worker.provider.Receipt;
import io.textmill.worker.quota.Parking;
import io.textmill.worker.quota.Quota;
import io.textmill.worker.quota.RetryBudget;
import io.textmill.worker.quota.Urgency;
import io.textmill.worker.spend.Charge;
import io.textmill.worker.spend.Spending;
import io.textmill.worker.spend.Spending.Decision;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls of one provider: waits for the gate, calls, and repeats by outcome.
 *
 * <ul>
 *   <li>A call that failed without a charge is repeated with backoff, a few times, and while repetitions are a small part
 *       of all calls.
 *   <li>When the provider fails whoever calls, that is not held against a job: it waits.
 *   <li>A call that may have been charged is hardly ever repeated, whatever happens in between.
 *   <li>A wait of more than a few seconds is handed back, so that the worker's place is free meanwhile.
 *   <li>A throttled call waits as told and uses nothing up; only the deadline ends it.
 *   <li>A parked provider is not called, and no call is made that a cap does not allow.
 *   <li>Every call that was sent is entered into the book.
 *   <li>What the question's journal knows is not asked again; each call is noted there before it is sent.
 * </ul>
 *
 * <p>Safe for use by many (virtual) threads.
 */
public final class Caller {
    /** Failsafe's word for no limit. */
    private static final int UNLIMITED = -1;

    /** What a call is taken for of which no more is heard. */
    private static final Outcome LOST =
            new Outcome.Uncertain("lost", "the worker ended before the call", Receipt.of(Charged.UNKNOWN));

    /** What is noted of a call that was announced and not made. */
    private static final Outcome NOT_SENT =
            new Outcome.Transient(null, "not_sent", "the call was not made", Receipt.of(Charged.NO));

    private final Provider provider;
    private final RetryRules rules;
    private final RetryBudget retries;
    private final Gate gate;
    private final Tokens tokens;
    private final Spending spending;
    private final InstantSource clock;

    /**
     * A caller of that provider.
     *
     * @param weights how often each tenant gets its turn, above 0
     * @param spending asked before each call
     */
    public Caller(
            Provider provider,
            Quota quota,
            RetryRules rules,
            ToDoubleFunction<String> weights,
            Spending spending,
            InstantSource clock) {
        this.spending = spending;
        this.provider = provider;
        this.rules = rules;
        this.retries = new RetryBudget(clock.instant());
        this.gate = new Gate(quota, weights, clock);
        this.tokens = new Tokens(provider.model());
        this.clock = clock;
    }

    /** The provider it calls. */
    public Provider provider() {
        return provider;
    }

    /** Calls that are being made. */
    public int inFlight() {
        return gate.inFlight();
    }

    /** Calls that wait for their turn. */
    public int waiting() {
        return gate.waiting();
    }

    /** How many calls at a time make full use of the provider, those that wait included. */
    public int enough() {
        return gate.enough();
    }

    /** The part of the fleet's limits that is this worker's, from 0 to 1. */
    public double share() {
        return gate.share();
    }

    /** The part of that share that is used: below 1 after throttles, or while others use the same account. */
    public double speed() {
        return gate.speed();
    }

    /** Whether the provider is called: its circuit. */
    public Parking.State circuit() {
        return gate.circuit();
    }

    /** Whether a call might go out now, a probe included. */
    public boolean takesCalls() {
        return gate.takesCalls();
    }

    /** When the provider may be called again; now when it may be. */
    public Instant reopensAt() {
        return gate.reopensAt();
    }

    /** Why the provider takes no calls; empty when it does. */
    public Optional<String> parkedBecause() {
        return gate.parkedBecause();
    }

    /** What the provider found wrong with our account: key, rights, address; empty when nothing. */
    public Optional<String> misconfigured() {
        return gate.misconfigured();
    }

    /**
     * Asks the provider, until it has answered, failed for good, cannot be called for a while, or the deadline has passed.
     *
     * @param urgency whose turn it is; a call in flight at the deadline is still finished
     * @throws InterruptedException when the work is to stop
     */
    public CallEnd call(Inquiry inquiry, Urgency urgency, CallBook book) throws InterruptedException {
        CallEnd known = remembered(inquiry);
        if (known != null) {
            return known;
        }
        Attempt attempt = repeatedly(inquiry, urgency, book);
        if (attempt instanceof Attempt.Called(Outcome.Truncated cut) && inquiry.enlarge()) {
            attempt = repeatedly(inquiry, urgency, book);
        }
        return switch (attempt) {
            case Attempt.Called(var outcome) -> end(outcome, inquiry);
            case Attempt.NotCalled(var end) -> end;
        };
    }

    /**
     * What this provider has answered an earlier owner of the job, who then went on with another one. Asks nobody.
     *
     * @return empty when the question is still to be asked
     */
    public Optional<CallEnd> recall(Inquiry inquiry) {
        return Optional.ofNullable(remembered(inquiry)).filter(CallEnd.Answered.class::isInstance);
    }

    /** How the question ended for an earlier owner of the job; null when it is still to be asked. */
    private @Nullable CallEnd remembered(Inquiry inquiry) {
        return switch (inquiry.recall(provider)) {
            case CallJournal.End.Answered(var text) -> new CallEnd.Answered(text);
            case CallJournal.End.Failed(var code, var message) -> new CallEnd.Failed(code, message);
            case CallJournal.End.Truncated _ -> inquiry.enlarge() ? remembered(inquiry) : truncated();
            case CallJournal.End.Open _ ->
                inquiry.uncertain() > rules.uncertainRetries()
                        ? new CallEnd.Failed(
                                ErrorCode.PROVIDER_UNCERTAIN,
                                provider.name() + ": workers ended during the call, which may have been charged")
                        : null;
        };
    }

    /** One try: made, or held back at the gate. */
    private sealed interface Attempt {
        record Called(Outcome outcome) implements Attempt {}

        record NotCalled(CallEnd end) implements Attempt {}
    }

    private Attempt repeatedly(Inquiry inquiry, Urgency urgency, CallBook book) throws InterruptedException {
        // The outermost policy counts over everything inside it: repetitions that may cost twice are never forgotten.
        int uncertainLeft = rules.uncertainRetries() - inquiry.uncertain();
        int failedLeft = rules.attempts() - 1 - inquiry.failed();
        Instant deadline = urgency.deadline();
        RetryPolicy<Attempt> uncertain = policy(Outcome.Uncertain.class, Math.max(0, uncertainLeft), deadline);
        RetryPolicy<Attempt> throttled = policy(Outcome.Throttled.class, UNLIMITED, deadline);
        RetryPolicy<Attempt> failed = policy(Outcome.Transient.class, Math.max(0, failedLeft), deadline);
        try {
            return Failsafe.with(uncertain, throttled, failed).get(() -> once(inquiry, urgency, book));
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            throw e;
        }
    }

    private RetryPolicy<Attempt> policy(Class<? extends Outcome> kind, int maxRetries, Instant deadline) {
        return RetryPolicy.<Attempt>builder()
                // Outcomes only: an exception is a defect, and repeating it would pay for it again and again.
                .handleIf((attempt, defect) -> defect == null
                        && attempt instanceof Attempt.Called(var outcome)
                        && kind.isInstance(outcome)
                        && !asksForALongWait(outcome))
                .withMaxRetries(maxRetries)
                .withDelayFn(context -> delay(context.getLastResult(), context.getAttemptCount(), deadline))
                .build();
    }

    /** How long to wait before a repetition; never past the deadline, where the gate ends the call. */
    private Duration delay(Attempt last, int failures, Instant deadline) {
        // A throttled call failed at nothing: what it was told to wait is enough.
        int steps = last instanceof Attempt.Called(Outcome.Throttled throttled) ? 1 : failures;
        Duration delay = rules.delay(steps, ThreadLocalRandom.current());
        if (last instanceof Attempt.Called(var outcome)) {
            // The jitter comes on top: those who were told the same time do not come back at once.
            delay = delay.plus(toldToWait(outcome));
        }
        // Not a moment before the deadline: it would be time enough for one more call.
        Duration left = Duration.between(clock.instant(), deadline).plusMillis(1);
        return left.isNegative() ? Duration.ZERO : delay.compareTo(left) < 0 ? delay : left;
    }

    private static Duration toldToWait(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Throttled throttled -> Gate.rest(throttled);
            case Outcome.Transient failed when failed.retryAfter() != null -> failed.retryAfter();
            default -> Duration.ZERO;
        };
    }

    private static boolean asksForALongWait(Outcome outcome) {
        return toldToWait(outcome).compareTo(Gate.LONGEST_WAIT) > 0;
    }

    private Attempt once(Inquiry inquiry, Urgency urgency, CallBook book) throws InterruptedException {
        if (inquiry.isRepeated() && retries.isUsedUp(clock.instant())) {
            Instant later = clock.instant().plus(rules.maxBackoff());
            return new Attempt.NotCalled(new CallEnd.Parked(later, provider.name() + " fails too many calls"));
        }
        Charge charge = charge(inquiry.prompt(), book.tenant());
        // Asked here already, so that a call which a cap forbids does not take the turn of another.
        switch (spending.reserve(charge)) {
            case Decision.Granted(var reservation) -> reservation.release();
            case Decision.Refused refused -> {
                return new Attempt.NotCalled(stopped(refused));
            }
        }
        Instant asked = clock.instant();
        Tokens.Estimate tokens = gate.limitsTokens() ? this.tokens.of(inquiry.prompt()) : Tokens.Estimate.NONE;
        return switch (gate.enter(urgency, tokens.most())) {
            case Gate.Entry.Closed closed -> held(closed);
            case Gate.Entry.TooLate _ -> new Attempt.NotCalled(new CallEnd.Expired());
            case Gate.Entry.Open open ->
                send(new Sending(inquiry, charge, tokens, asked, urgency.deadline(), book), open);
        };
    }

    private Attempt held(Gate.Entry.Closed closed) {
        return new Attempt.NotCalled(new CallEnd.Parked(closed.until(), provider.name() + " " + closed.reason()));
    }

    /**
     * A call that is let through.
     *
     * @param asked when it began to wait
     */
    private record Sending(
            Inquiry inquiry, Charge charge, Tokens.Estimate tokens, Instant asked, Instant deadline, CallBook book) {}

    private Attempt send(Sending sending, Gate.Entry.Open open) throws InterruptedException {
        Long used = null;
        try {
            switch (spending.reserve(sending.charge())) {
                case Decision.Granted(var reservation) -> {
                    try (reservation) {
                        if (!isItsMoment(sending, open, reservation)) {
                            used = 0L;
                            return held(gate.notYet());
                        }
                        Outcome outcome = paid(sending, reservation);
                        used = Tokens.used(outcome.receipt());
                        return new Attempt.Called(outcome);
                    }
                }
                case Decision.Refused refused -> {
                    used = 0L;
                    return new Attempt.NotCalled(stopped(refused));
                }
            }
        } finally {
            gate.leave(open, used);
        }
    }

    /** Notes that the call is sent, and waits for its moment; false when it will not be sent. */
    private boolean isItsMoment(Sending sending, Gate.Entry.Open open, Spending.Reservation reservation)
            throws InterruptedException {
        Inquiry inquiry = sending.inquiry();
        boolean isNoted = false;
        boolean goes = false;
        try {
            sending.book().begin();
            inquiry.sending(provider, record(inquiry, LOST, sending.asked(), clock.instant()));
            isNoted = true;
            goes = gate.waitForMoment(open, sending.deadline());
            return goes;
        } finally {
            if (!goes) {
                reservation.release();
            }
            if (isNoted && !goes) {
                CallRecord call = record(inquiry, NOT_SENT, sending.asked(), clock.instant());
                inquiry.ended(provider, new CallJournal.End.Open(), call);
            }
        }
    }

    /** Calls. Until its end is known the reservation counts wholly, because the call may have been charged. */
    private Outcome paid(Sending sending, Spending.Reservation reservation) throws InterruptedException {
        Inquiry inquiry = sending.inquiry();
        Instant sent = clock.instant();
        retries.called(sent, inquiry.isRepeated());
        Outcome outcome = provider.call(inquiry.prompt());
        CallRecord call = record(inquiry, outcome, sending.asked(), sent);
        reservation.settle(call);
        gate.learn(sent, outcome);
        // When all calls fail, it is not for this one's sake.
        inquiry.count(outcome, gate.circuit() == Parking.State.CLOSED);
        tokens.learn(sending.tokens(), outcome.receipt().promptTokens());
        inquiry.ended(provider, noted(outcome, inquiry), call);
        sending.book().enter(call, outcome);
        return outcome;
    }

    private Charge charge(Prompt prompt, @Nullable String tenant) {
        int bytes = prompt.joined().getBytes(StandardCharsets.UTF_8).length;
        return Charge.most(provider.name(), tenant, bytes, prompt.maxOutputTokens());
    }

    private static CallEnd stopped(Decision.Refused refused) {
        return refused.fails()
                ? new CallEnd.Failed(ErrorCode.SPEND_CAP_REACHED, refused.message())
                : new CallEnd.Parked(
                        refused.until(),
                        refused.message(),
                        refused.isTenants() ? CallEnd.Cause.TENANTS_CAP : CallEnd.Cause.CAP);
    }

    private CallRecord record(Inquiry inquiry, Outcome outcome, Instant asked, Instant sent) {
        Receipt receipt = outcome.receipt();
        return new CallRecord(
                provider.name(),
                provider.model(),
                receipt.orderId(),
                receipt.taskNo(),
                receipt.id(),
                receipt.requestId(),
                outcome.wireName(),
                receipt.charged(),
                receipt.promptTokens(),
                receipt.completionTokens(),
                millis(asked, sent),
                millis(sent, clock.instant()),
                inquiry.part(),
                inquiry.prompt().version(),
                null);
    }

    /** Never negative: the clock may have been set back meanwhile. */
    private static long millis(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis());
    }

    private CallEnd end(Outcome outcome, Inquiry inquiry) {
        return switch (outcome) {
            case Outcome.Answered answered -> new CallEnd.Answered(answered.text());
            case Outcome.Truncated _ -> truncated();
            case Outcome.Unanswerable refused ->
                failed(refused.rejected() ? ErrorCode.CONTENT_REJECTED : ErrorCode.UNANSWERABLE, refused);
            case Outcome.Invalid invalid -> failed(ErrorCode.PROVIDER_REFUSED_REQUEST, invalid);
            case Outcome.Transient failed -> {
                if (gate.circuit() != Parking.State.CLOSED) {
                    yield parked(failed);
                }
                yield asksForALongWait(failed) && inquiry.failed() < rules.attempts()
                        ? new CallEnd.Parked(clock.instant().plus(toldToWait(failed)), reason(failed))
                        : failed(ErrorCode.PROVIDER_FAILED, failed);
            }
            case Outcome.Uncertain uncertain -> failed(ErrorCode.PROVIDER_UNCERTAIN, uncertain);
            case Outcome.Throttled throttled -> parked(throttled);
            case Outcome.Exhausted exhausted -> parked(exhausted);
            case Outcome.Unavailable unavailable -> parked(unavailable);
            case Outcome.Misconfigured misconfigured -> parked(misconfigured);
        };
    }

    /** What the journal is told of an outcome: whether the question is settled by it. */
    private CallJournal.End noted(Outcome outcome, Inquiry inquiry) {
        return switch (outcome) {
            case Outcome.Answered answered -> new CallJournal.End.Answered(answered.text());
            case Outcome.Truncated _ -> new CallJournal.End.Truncated();
            case Outcome.Unanswerable _, Outcome.Invalid _ ->
                end(outcome, inquiry) instanceof CallEnd.Failed(var code, var message)
                        ? new CallJournal.End.Failed(code, message)
                        : new CallJournal.End.Open();
            case Outcome.Transient _,
                    Outcome.Uncertain _,
                    Outcome.Throttled _,
                    Outcome.Exhausted _,
                    Outcome.Unavailable _,
                    Outcome.Misconfigured _ -> new CallJournal.End.Open();
        };
    }

    private static CallEnd truncated() {
        return new CallEnd.Failed(ErrorCode.ANSWER_TRUNCATED, "the answer was cut off, with a larger limit too");
    }

    private CallEnd failed(ErrorCode code, Outcome.Failed failed) {
        return new CallEnd.Failed(code, reason(failed));
    }

    private CallEnd parked(Outcome.Failed failed) {
        return new CallEnd.Parked(gate.reopensAt(), reason(failed));
    }

    private String reason(Outcome.Failed failed) {
        return provider.name() + " " + failed.code() + ": " + failed.message();
    }
}
