package io.textmill.worker.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.textmill.contract.CallRecord;
import io.textmill.contract.Charged;
import io.textmill.contract.ErrorCode;
import io.textmill.worker.provider.Outcome;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.Receipt;
import io.textmill.worker.quota.FleetShare;
import io.textmill.worker.quota.Limits;
import io.textmill.worker.quota.Parking;
import io.textmill.worker.quota.Portion;
import io.textmill.worker.quota.Quota;
import io.textmill.worker.quota.Urgency;
import io.textmill.worker.spend.Charge;
import io.textmill.worker.spend.Spending;
import io.textmill.worker.spend.Spending.Decision;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CallerTest {
    private static final Prompt PROMPT = new Prompt(null, "What?", 100, false, null, "test@1");
    private static final Receipt FREE = Receipt.of(Charged.NO);
    private static final Receipt PAID = new Receipt(Charged.YES, "G1", null, null, null, 3, 4);
    private static final Outcome ANSWERED = new Outcome.Answered("That.", PAID);
    private static final Outcome TRUNCATED = new Outcome.Truncated("Th", PAID);
    private static final Outcome TRANSIENT = new Outcome.Transient(null, "502", "bad gateway", FREE);
    private static final Outcome UNCERTAIN = new Outcome.Uncertain("timeout", "no answer", Receipt.of(Charged.UNKNOWN));
    private static final Outcome THROTTLED = new Outcome.Throttled(Duration.ofMillis(5), "429", "slow down", FREE);

    private final List<CallRecord> book = new CopyOnWriteArrayList<>();

    @Test
    void entersEveryCallThatWasSentIntoTheBook() throws Exception {
        call(new ScriptedProvider(TRANSIENT, ANSWERED));

        assertThat(book)
                .extracting(CallRecord::outcome, CallRecord::charged, CallRecord::orderId, CallRecord::part)
                .containsExactly(tuple("transient", Charged.NO, null, 7), tuple("answered", Charged.YES, "G1", 7));
    }

    @Test
    void givesUpOnFailuresAfterTheAttemptsAllowed() throws Exception {
        CallEnd end = call(new ScriptedProvider(TRANSIENT));

        assertThat(end).isEqualTo(new CallEnd.Failed(ErrorCode.PROVIDER_FAILED, "scripted 502: bad gateway"));
        assertThat(book).hasSize(3);
    }

    @Test
    void repeatsACallThatMayHaveBeenChargedOnlyOnceWhateverHappensInBetween() throws Exception {
        CallEnd end = call(new ScriptedProvider(UNCERTAIN, THROTTLED, TRANSIENT, UNCERTAIN, ANSWERED));

        assertThat(end)
                .isInstanceOfSatisfying(
                        CallEnd.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo(ErrorCode.PROVIDER_UNCERTAIN));
        assertThat(book)
                .extracting(CallRecord::outcome)
                .containsExactly("uncertain", "throttled", "transient", "uncertain");
    }

    @Test
    void doesNotCountThrottledCallsAsAttempts() throws Exception {
        CallEnd end = call(new ScriptedProvider(THROTTLED, THROTTLED, THROTTLED, THROTTLED, THROTTLED, ANSWERED));

        assertThat(end).isEqualTo(new CallEnd.Answered("That."));
    }

    @Test
    void stopsWaitingForAThrottledProviderAtTheDeadline() throws Exception {
        var throttled = new Outcome.Throttled(Duration.ofSeconds(4), "429", "slow down", FREE);

        CallEnd end = caller(new ScriptedProvider(throttled))
                .call(question(), before(Instant.now().plusMillis(50)), (call, _) -> book.add(call));

        assertThat(end).isEqualTo(new CallEnd.Expired());
        assertThat(book).hasSize(1);
    }

    @Test
    void asksOnceMoreWithALargerLimitForAnAnswerThatWasCutOff() throws Exception {
        var provider = new ScriptedProvider(TRUNCATED, ANSWERED);

        CallEnd end = call(provider);

        assertThat(end).isEqualTo(new CallEnd.Answered("That."));
        assertThat(provider.asked).extracting(Prompt::maxOutputTokens).containsExactly(100, 400);
    }

    @Test
    void neverPassesACutOffAnswerOn() throws Exception {
        CallEnd end = call(new ScriptedProvider(TRUNCATED));

        assertThat(end)
                .isInstanceOfSatisfying(
                        CallEnd.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo(ErrorCode.ANSWER_TRUNCATED));
        assertThat(book).hasSize(2);
    }

    static List<Outcome> parkingOutcomes() {
        return List.of(
                new Outcome.Exhausted(null, "603", "no balance", FREE),
                new Outcome.Unavailable("500", "maintenance", FREE),
                new Outcome.Misconfigured("10001", "bad key", FREE));
    }

    @ParameterizedTest
    @MethodSource("parkingOutcomes")
    void doesNotCallAParkedProvider(Outcome outcome) throws Exception {
        Caller caller = caller(new ScriptedProvider(outcome, ANSWERED));
        CallEnd first = caller.call(question(), inAMinute(), (call, _) -> book.add(call));
        CallEnd second = caller.call(question(), inAMinute(), (call, _) -> book.add(call));

        assertThat(List.of(first, second)).hasOnlyElementsOfType(CallEnd.Parked.class);
        assertThat(book).hasSize(1);
        assertThat(caller.parkedBecause()).isPresent();
    }

    @Test
    void failsAtOnceWhatTheProviderRefuses() throws Exception {
        var refused = new Outcome.Unanswerable(true, "400", "sensitive", FREE);

        CallEnd end = call(new ScriptedProvider(refused));

        assertThat(end).isEqualTo(new CallEnd.Failed(ErrorCode.CONTENT_REJECTED, "scripted 400: sensitive"));
        assertThat(book).hasSize(1);
    }

    @Test
    void givesThePlaceBackWhenToldToWaitLong() throws Exception {
        var throttled = new Outcome.Throttled(Duration.ofMinutes(3), "429", "slow down", FREE);

        CallEnd end = call(new ScriptedProvider(throttled, ANSWERED));

        assertThat(end)
                .isInstanceOfSatisfying(
                        CallEnd.Parked.class,
                        parked ->
                                assertThat(parked.until()).isAfter(Instant.now().plusSeconds(100)));
        assertThat(book).hasSize(1);
    }

    @Test
    void makesACallWithADefectOnce() {
        var provider = new ScriptedProvider(ANSWERED);
        Caller caller = caller(provider);

        assertThatThrownBy(() -> caller.call(question(), inAMinute(), (_, _) -> {
                    throw new IllegalStateException("a defect of the book");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(provider.asked).hasSize(1);
        assertThat(caller.inFlight()).isZero();
    }

    @Test
    void remembersWhatMayHaveBeenPaidWhileTheProviderWasParked() throws Exception {
        var down = new Outcome.Exhausted(Instant.now(), "603", "no balance", FREE);
        Caller caller = caller(new ScriptedProvider(UNCERTAIN, down, UNCERTAIN, ANSWERED));
        Inquiry question = question();
        CallEnd first = caller.call(question, inAMinute(), (call, _) -> book.add(call));

        CallEnd second = caller.call(question, inAMinute(), (call, _) -> book.add(call));

        assertThat(first).isInstanceOf(CallEnd.Parked.class);
        assertThat(second)
                .isInstanceOfSatisfying(
                        CallEnd.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo(ErrorCode.PROVIDER_UNCERTAIN));
        assertThat(book).extracting(CallRecord::outcome).containsExactly("uncertain", "exhausted", "uncertain");
    }

    @Test
    void asksWithTheLargerLimitAfterTheProviderWasParked() throws Exception {
        var down = new Outcome.Exhausted(Instant.now(), "603", "no balance", FREE);
        var provider = new ScriptedProvider(TRUNCATED, down, ANSWERED);
        Caller caller = caller(provider);
        Inquiry question = question();
        caller.call(question, inAMinute(), (call, _) -> book.add(call));

        CallEnd end = caller.call(question, inAMinute(), (call, _) -> book.add(call));

        assertThat(end).isEqualTo(new CallEnd.Answered("That."));
        assertThat(provider.asked).extracting(Prompt::maxOutputTokens).containsExactly(100, 400, 400);
    }

    @Test
    void leavesAProviderAloneThatFailsWhoeverCalls() throws Exception {
        var provider = new ScriptedProvider(TRANSIENT);
        Caller caller = caller(provider);
        for (int i = 0; i < 10; i++) {
            caller.call(question(), inAMinute(), (call, _) -> book.add(call));
        }

        CallEnd end = caller.call(question(), inAMinute(), (call, _) -> book.add(call));

        assertThat(end).isInstanceOf(CallEnd.Parked.class);
        assertThat(caller.circuit()).isEqualTo(Parking.State.OPEN);
        assertThat(provider.asked).hasSize(8);
    }

    @Test
    void doesNotHoldAnOutageAgainstTheJob() throws Exception {
        Caller caller = caller(new ScriptedProvider(TRANSIENT));
        Inquiry question = question();
        CallEnd end = new CallEnd.Expired();
        for (int i = 0; i < 3; i++) {
            end = caller.call(question(), inAMinute(), (call, _) -> book.add(call));
        }

        CallEnd parked = caller.call(question, inAMinute(), (call, _) -> book.add(call));

        assertThat(end).isInstanceOf(CallEnd.Parked.class);
        assertThat(parked).isInstanceOf(CallEnd.Parked.class);
        assertThat(question.failed()).isZero();
    }

    @Test
    void letsTheMoreUrgentCallGoFirst() throws Exception {
        var provider = new ScriptedProvider(ANSWERED);
        var quota = new Quota(Limits.ofOneWorker(10.0, 10), FleetShare.ALONE, Instant.now());
        var rules = new RetryRules(3, 1, Duration.ofMillis(1), Duration.ofMillis(2));
        var caller = new Caller(provider, quota, rules, tenant -> 1, Spending.UNLIMITED, InstantSource.system());
        var order = new CopyOnWriteArrayList<Integer>();

        List<Callable<CallEnd>> calls = IntStream.range(0, 10)
                .<Callable<CallEnd>>mapToObj(priority -> () -> {
                    var urgency = new Urgency("", priority, Instant.now().plusSeconds(60), Instant.EPOCH);
                    return caller.call(new Inquiry(PROMPT, priority), urgency, (_, _) -> order.add(priority));
                })
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(calls)).hasSize(10);
        }

        // The first slot may come before all of them wait.
        assertThat(order.subList(1, 10)).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void makesNoCallThatACapDoesNotAllow() throws Exception {
        var provider = new ScriptedProvider(ANSWERED);
        Instant tomorrow = Instant.parse("2026-11-21T00:00:00Z");

        CallEnd waits = capped(provider, _ -> refused(tomorrow, false, false));
        CallEnd fails = capped(provider, _ -> refused(tomorrow, false, true));
        CallEnd waitsForTenant = capped(provider, _ -> refused(tomorrow, true, false));

        assertThat(waits).isEqualTo(new CallEnd.Parked(tomorrow, "the cap day is reached", CallEnd.Cause.CAP));
        assertThat(waitsForTenant)
                .isEqualTo(new CallEnd.Parked(tomorrow, "the cap day is reached", CallEnd.Cause.TENANTS_CAP));
        assertThat(fails).isEqualTo(new CallEnd.Failed(ErrorCode.SPEND_CAP_REACHED, "the cap day is reached"));
        assertThat(provider.asked).isEmpty();
    }

    private static Decision refused(Instant until, boolean isTenants, boolean fails) {
        return new Decision.Refused("day", until, isTenants, fails, "the cap day is reached");
    }

    @Test
    void reservesTheMostThatEachAttemptMayCostAndSettlesIt() throws Exception {
        var ledger = new CopyOnWriteArrayList<Object>();

        capped(new ScriptedProvider(UNCERTAIN, ANSWERED), charge -> noting(charge, ledger));

        var most = new Charge("scripted", "acme", 69, 100);
        assertThat(ledger)
                .containsExactly(
                        most,
                        "released",
                        most,
                        Charged.UNKNOWN,
                        "closed",
                        most,
                        "released",
                        most,
                        Charged.YES,
                        "closed");
    }

    @Test
    void sendsNothingWhenItsMomentHasPassedAndThereIsNoOther() throws Exception {
        var provider = new ScriptedProvider(ANSWERED);
        var portion = new AtomicReference<>(Portion.WHOLE);
        // A slot comes with each tenth of a second; this clock does not go on by itself to the next one.
        var now = new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        var ledger = new CopyOnWriteArrayList<Object>();
        var caller = new Caller(
                provider,
                new Quota(Limits.ofOneWorker(10.0, 10), _ -> portion.get(), now.get()),
                new RetryRules(3, 1, Duration.ofMillis(1), Duration.ofMillis(2)),
                tenant -> 1,
                charge -> noting(charge, ledger),
                now::get);
        var journal = new SlowJournal(() -> {
            now.updateAndGet(before -> before.plusSeconds(1));
            portion.set(Portion.NONE);
        });

        CallEnd end = caller.call(new Inquiry(PROMPT, 7, journal), inAMinute(), (call, _) -> book.add(call));

        assertThat(end).isInstanceOf(CallEnd.Parked.class);
        assertThat(provider.asked).isEmpty();
        assertThat(book).isEmpty();
        assertThat(ledger.subList(2, ledger.size())).hasSize(3).endsWith("released", "closed");
        assertThat(journal.ended).extracting(CallRecord::charged).containsExactly(Charged.NO);
        assertThat(caller.inFlight()).isZero();
    }

    @Test
    void makesNoCallForAJobThatWasTakenAway() {
        var provider = new ScriptedProvider(ANSWERED);
        Caller caller = caller(provider);
        CallBook gone = new CallBook() {
            @Override
            public void begin() throws InterruptedException {
                throw new InterruptedException();
            }

            @Override
            public void enter(CallRecord call, Outcome outcome) {
                book.add(call);
            }
        };

        assertThatThrownBy(() -> caller.call(question(), inAMinute(), gone)).isInstanceOf(InterruptedException.class);

        assertThat(provider.asked).isEmpty();
        assertThat(book).isEmpty();
        assertThat(caller.inFlight()).isZero();
    }

    /** Something happens while it notes that a call is sent. */
    private static final class SlowJournal implements CallJournal {
        final List<CallRecord> ended = new CopyOnWriteArrayList<>();
        private final Runnable meanwhile;

        SlowJournal(Runnable meanwhile) {
            this.meanwhile = meanwhile;
        }

        @Override
        public Optional<Note> recall(Request request) {
            return Optional.empty();
        }

        @Override
        public void sending(Request request, CallRecord presumed) {
            meanwhile.run();
        }

        @Override
        public void ended(Request request, End end, CallRecord call) {
            assertThat(end).isInstanceOf(End.Open.class);
            ended.add(call);
        }
    }

    private static Decision noting(Charge charge, List<Object> ledger) {
        ledger.add(charge);
        return new Decision.Granted(new Spending.Reservation() {
            @Override
            public void settle(CallRecord call) {
                ledger.add(call.charged());
            }

            @Override
            public void release() {
                ledger.add("released");
            }

            @Override
            public void close() {
                ledger.add("closed");
            }
        });
    }

    private static CallEnd capped(ScriptedProvider provider, Spending spending) throws InterruptedException {
        var rules = new RetryRules(3, 1, Duration.ofMillis(1), Duration.ofMillis(2));
        var caller = new Caller(
                provider,
                new Quota(Limits.ofOneWorker(null, 10), FleetShare.ALONE, Instant.now()),
                rules,
                tenant -> 1,
                spending,
                InstantSource.system());
        return caller.call(question(), inAMinute(), new CallBook() {
            @Override
            public void enter(CallRecord call, Outcome outcome) {
                // Not looked at.
            }

            @Override
            public String tenant() {
                return "acme";
            }
        });
    }

    private static Inquiry question() {
        return new Inquiry(PROMPT, 7);
    }

    private CallEnd call(ScriptedProvider provider) throws InterruptedException {
        return caller(provider).call(question(), inAMinute(), (call, _) -> book.add(call));
    }

    private static Caller caller(ScriptedProvider provider) {
        var rules = new RetryRules(3, 1, Duration.ofMillis(1), Duration.ofMillis(2));
        var quota = new Quota(Limits.ofOneWorker(null, 10), FleetShare.ALONE, Instant.now());
        return new Caller(provider, quota, rules, tenant -> 1, Spending.UNLIMITED, InstantSource.system());
    }

    private static Urgency inAMinute() {
        return before(Instant.now().plusSeconds(60));
    }

    private static Urgency before(Instant deadline) {
        return new Urgency("", 5, deadline, Instant.EPOCH);
    }
}
