package io.textmill.worker.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.textmill.contract.CallRecord;
import io.textmill.contract.Charged;
import io.textmill.contract.ErrorCode;
import io.textmill.worker.caller.CallEnd;
import io.textmill.worker.caller.Caller;
import io.textmill.worker.caller.Inquiry;
import io.textmill.worker.caller.RetryRules;
import io.textmill.worker.caller.ScriptedProvider;
import io.textmill.worker.provider.Outcome;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.Receipt;
import io.textmill.worker.quota.FleetShare;
import io.textmill.worker.quota.Limits;
import io.textmill.worker.quota.Quota;
import io.textmill.worker.quota.Urgency;
import io.textmill.worker.spend.Spending;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a caller and the journal make of each other, with a topic that is a map. */
class JobJournalTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Urgency URGENCY = new Urgency("", 5, NOW.plusSeconds(60), NOW);
    private static final Prompt PROMPT = new Prompt(null, "What?", 100, false, null, "test@1");
    private static final Receipt FREE = Receipt.of(Charged.NO);
    private static final Receipt PAID = new Receipt(Charged.YES, "G1", null, null, null, 3, 4);
    private static final Outcome ANSWERED = new Outcome.Answered("That.", PAID);
    private static final Outcome TRUNCATED = new Outcome.Truncated("Th", PAID);
    private static final Outcome REFUSED = new Outcome.Unanswerable(true, "400", "sensitive word", PAID);
    private static final Outcome TRANSIENT = new Outcome.Transient(null, "502", "bad gateway", FREE);
    private static final Outcome UNCERTAIN = new Outcome.Uncertain("timeout", "no answer", Receipt.of(Charged.UNKNOWN));

    private final Topic topic = new Topic();

    @Test
    void notesACallBeforeItIsSentAndItsAnswerAfterIt() throws Exception {
        ask(1, new ScriptedProvider(ANSWERED));

        assertThat(topic.writes).containsExactly("sent", "ended");
    }

    @Test
    void keepsNothingOfACallThatCostNothing() throws Exception {
        ask(1, new ScriptedProvider(TRANSIENT, ANSWERED));

        assertThat(topic.writes).containsExactly("sent", "deleted", "sent", "ended");
    }

    @Test
    void takesAnAnswerInsteadOfAskingAgain() throws Exception {
        ask(1, new ScriptedProvider(ANSWERED));
        var provider = new ScriptedProvider(ANSWERED);

        JobJournal next = topic.open();
        CallEnd end = ask(next, 1, provider);

        assertThat(end).isEqualTo(new CallEnd.Answered("That."));
        assertThat(provider.asked).isEmpty();
        assertThat(calls(next)).extracting(CallRecord::orderId).containsExactly("G1");
    }

    @Test
    void takesARefusalThatWasPaidForInsteadOfAskingAgain() throws Exception {
        CallEnd first = ask(1, new ScriptedProvider(REFUSED));
        var provider = new ScriptedProvider(ANSWERED);

        CallEnd end = ask(1, provider);

        assertThat(end).isEqualTo(first);
        assertThat(provider.asked).isEmpty();
    }

    @Test
    void goesOnWithTheLargerLimitAfterAnAnswerThatWasCutOff() throws Exception {
        topic.stopAfter(2);
        assertThatThrownBy(() -> ask(1, new ScriptedProvider(TRUNCATED, ANSWERED)))
                .isInstanceOf(Stopped.class);
        var provider = new ScriptedProvider(ANSWERED);

        JobJournal next = topic.open();
        CallEnd end = ask(next, 1, provider);

        assertThat(end).isEqualTo(new CallEnd.Answered("That."));
        assertThat(provider.asked).extracting(Prompt::maxOutputTokens).containsExactly(400);
        assertThat(calls(next)).extracting(CallRecord::outcome).containsExactly("truncated");
    }

    @Test
    void asksOnceMoreAfterACallThatNobodyHasHeardOf() throws Exception {
        topic.stopAfter(1);
        assertThatThrownBy(() -> ask(1, new ScriptedProvider(ANSWERED))).isInstanceOf(Stopped.class);
        var provider = new ScriptedProvider(UNCERTAIN, ANSWERED);

        JobJournal next = topic.open();
        CallEnd end = ask(next, 1, provider);

        // The lost one and that one: no more are allowed.
        assertThat(end)
                .isInstanceOfSatisfying(
                        CallEnd.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo(ErrorCode.PROVIDER_UNCERTAIN));
        assertThat(provider.asked).hasSize(1);
        assertThat(next.earlier()).extracting(JobJournal.Earlier::isLost).containsExactly(true);
        assertThat(calls(next)).extracting(CallRecord::charged).containsExactly(Charged.UNKNOWN);
    }

    @Test
    void failsAfterACallThatNobodyHasHeardOfWhenNoneMayBeRepeated() throws Exception {
        topic.stopAfter(1);
        assertThatThrownBy(() -> ask(0, new ScriptedProvider(ANSWERED))).isInstanceOf(Stopped.class);
        var provider = new ScriptedProvider(ANSWERED);

        CallEnd end = ask(0, provider);

        assertThat(end)
                .isInstanceOfSatisfying(
                        CallEnd.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo(ErrorCode.PROVIDER_UNCERTAIN));
        assertThat(provider.asked).isEmpty();
    }

    @Test
    void remembersEveryCallThatMayHaveBeenPaidInVainOverSeveralCrashes() throws Exception {
        ask(3, new ScriptedProvider(UNCERTAIN, TRANSIENT, ANSWERED), 4);
        JobJournal second = topic.open();
        assertThat(calls(second)).extracting(CallRecord::outcome).containsExactly("uncertain");

        ask(second, 3, new ScriptedProvider(UNCERTAIN, ANSWERED));

        assertThat(calls(topic.open()))
                .extracting(CallRecord::outcome)
                .containsExactly("uncertain", "uncertain", "answered");
    }

    @Test
    void takesNoAnswerThatBelongsToAnotherQuestion() throws Exception {
        ask(1, new ScriptedProvider(ANSWERED));
        var provider = new ScriptedProvider(ANSWERED);
        JobJournal next = topic.open();

        caller(1, provider).call(new Inquiry(PROMPT, 0, next.question(0, 1)), URGENCY, (_, _) -> {});

        assertThat(provider.asked).hasSize(1);
    }

    @Test
    void carriesToTheNextAttemptAllThatItKnows() throws Exception {
        ask(1, new ScriptedProvider(ANSWERED));
        byte[] state = topic.open().state();
        var provider = new ScriptedProvider(ANSWERED);

        CallEnd end = ask(JobJournal.unwritten(state, "worker-2", InstantSource.fixed(NOW)), 1, provider);

        assertThat(end).isEqualTo(new CallEnd.Answered("That."));
        assertThat(provider.asked).isEmpty();
    }

    private CallEnd ask(int uncertain, ScriptedProvider provider) throws InterruptedException {
        return ask(topic.open(), uncertain, provider);
    }

    /** Asks, and dies after so many writes. */
    private void ask(int uncertain, ScriptedProvider provider, int writes) {
        topic.stopAfter(writes);
        assertThatThrownBy(() -> ask(uncertain, provider)).isInstanceOf(Stopped.class);
    }

    private static CallEnd ask(JobJournal journal, int uncertain, ScriptedProvider provider)
            throws InterruptedException {
        return caller(uncertain, provider).call(new Inquiry(PROMPT, 0, journal.question(0, 0)), URGENCY, (_, _) -> {});
    }

    private static Caller caller(int uncertain, ScriptedProvider provider) {
        var rules = new RetryRules(3, uncertain, Duration.ofMillis(1), Duration.ofMillis(2));
        var quota = new Quota(Limits.ofOneWorker(null, 10), FleetShare.ALONE, NOW);
        return new Caller(provider, quota, rules, tenant -> 1, Spending.UNLIMITED, InstantSource.fixed(NOW));
    }

    private static List<CallRecord> calls(JobJournal journal) {
        return journal.earlier().stream().map(earlier -> earlier.made().call()).toList();
    }

    /** The process has died. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static final class Topic implements JobJournal.Pen {
        private final Map<Line, Entry> entries = new HashMap<>();
        private final List<String> writes = new ArrayList<>();
        private int left = Integer.MAX_VALUE;

        /** Dies in the first write after so many. */
        void stopAfter(int writes) {
            left = writes;
        }

        JobJournal open() {
            return new JobJournal(
                    Map.copyOf(entries), this, JournalObserver.NONE, "worker-1", InstantSource.fixed(NOW));
        }

        @Override
        public void write(Line line, byte @Nullable [] value) {
            if (left-- == 0) {
                left = Integer.MAX_VALUE;
                throw new Stopped();
            }
            if (value == null) {
                entries.remove(line);
                writes.add("deleted");
            } else {
                Entry entry = EntryCodec.value(value).orElseThrow();
                entries.put(line, entry);
                writes.add(entry.isSent() ? "sent" : "ended");
            }
        }

        @Override
        public void writeSafely(Line line, byte[] value) {
            write(line, value);
        }
    }
}
