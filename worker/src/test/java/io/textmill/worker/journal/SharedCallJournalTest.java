package io.textmill.worker.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.textmill.contract.CallRecord;
import io.textmill.contract.Charged;
import io.textmill.worker.caller.CallBook;
import io.textmill.worker.caller.CallEnd;
import io.textmill.worker.caller.Caller;
import io.textmill.worker.caller.Inquiry;
import io.textmill.worker.caller.RetryRules;
import io.textmill.worker.caller.ScriptedProvider;
import io.textmill.worker.caller.SharedCall;
import io.textmill.worker.caller.Sharer;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What two jobs remember of a call that they share, with a topic that is a map. */
class SharedCallJournalTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Urgency URGENCY = new Urgency("", 5, NOW.plusSeconds(60), NOW);
    private static final Prompt SHARED = new Prompt(null, "What, and what?", 100, false, null, "pack@1");
    private static final Receipt FREE = Receipt.of(Charged.NO);
    private static final Receipt PAID = new Receipt(Charged.YES, "G1", null, null, null, 3, 4);
    private static final Outcome BOTH = new Outcome.Answered("One. Two.", PAID);
    private static final Outcome ALONE = new Outcome.Answered("Alone.", PAID);

    private final Journal one = new Journal("One?");
    private final Journal two = new Journal("Two?");

    @Test
    void notesTheCallAndEachPartOfItsAnswerForEachJob() throws Exception {
        ask(new ScriptedProvider(BOTH), "One.", "Two.");

        assertThat(one.writes).containsExactly("sent", "ended");
        assertThat(two.writes).containsExactly("sent", "ended");
    }

    @Test
    void takesItsPartOfTheAnswerInsteadOfAskingAgain() throws Exception {
        ask(new ScriptedProvider(BOTH), "One.", "Two.");
        var provider = new ScriptedProvider(ALONE);

        JobJournal next = two.open();

        assertThat(askAlone(two, next, provider)).isEqualTo(new CallEnd.Answered("Two."));
        assertThat(provider.asked).isEmpty();
        assertThat(calls(next)).extracting(CallRecord::orderId).containsExactly("G1");
        assertThat(calls(next)).extracting(CallRecord::share).containsExactly(0.5);
    }

    @Test
    void asksAloneWhatHadNoPartOfTheAnswerAndHasPaidForIt() throws Exception {
        ask(new ScriptedProvider(BOTH), "One.", null);
        var provider = new ScriptedProvider(ALONE);

        JobJournal next = two.open();
        Inquiry inquiry = two.inquiry(next);

        assertThat(caller(provider).recall(inquiry)).isEmpty();
        assertThat(inquiry.mayBeShared()).isFalse();
        assertThat(caller(provider).call(inquiry, URGENCY, (_, _) -> {})).isEqualTo(new CallEnd.Answered("Alone."));
        assertThat(calls(next)).extracting(CallRecord::charged).containsExactly(Charged.YES);
    }

    @Test
    void countsItsShareOfACallThatNobodyHasHeardOf() throws Exception {
        one.stopAfter(1);
        two.stopAfter(1);
        assertThatThrownBy(() -> ask(new ScriptedProvider(BOTH), "One.", "Two."))
                .isInstanceOf(IllegalStateException.class);
        var provider = new ScriptedProvider(ALONE);

        JobJournal next = one.open();

        assertThat(next.earlier()).extracting(JobJournal.Earlier::isLost).containsExactly(true);
        assertThat(calls(next)).extracting(CallRecord::charged).containsExactly(Charged.UNKNOWN);
        assertThat(calls(next)).extracting(CallRecord::share).containsExactly(0.5);
        Inquiry inquiry = one.inquiry(next);
        assertThat(caller(provider).recall(inquiry)).isEmpty();
        assertThat(inquiry.mayBeShared()).isFalse();
    }

    @Test
    void keepsNothingOfACallThatCostNothing() throws Exception {
        ask(new ScriptedProvider(new Outcome.Transient(null, "502", "bad gateway", FREE), BOTH), "One.", "Two.");

        assertThat(one.writes).containsExactly("sent", "deleted", "sent", "ended");
    }

    @Test
    void notesNothingMoreForAJobThatWasGivenUpBeforeTheCall() throws Exception {
        two.hold = () -> {
            throw new InterruptedException("given up");
        };

        List<Optional<CallEnd>> ends = ask(new ScriptedProvider(BOTH), "One.", "Two.");

        assertThat(ends).containsExactly(Optional.of(new CallEnd.Answered("One.")), null);
        assertThat(two.writes).isEmpty();
        assertThat(one.entered).extracting(CallRecord::share).containsExactly(1.0);
    }

    /** How the call ended for each; null for one that was stopped. */
    private List<@Nullable Optional<CallEnd>> ask(ScriptedProvider provider, String first, @Nullable String second)
            throws InterruptedException {
        List<Sharer> sharers = new ArrayList<>();
        for (Journal each : List.of(one, two)) {
            sharers.add(new Sharer(each.inquiry(each.open()), URGENCY, each));
        }
        new SharedCall(sharers, SHARED, _ -> List.of(Optional.of(first), Optional.ofNullable(second)))
                .make(caller(provider));
        List<@Nullable Optional<CallEnd>> ends = new ArrayList<>();
        for (Sharer sharer : sharers) {
            try {
                ends.add(sharer.await());
            } catch (InterruptedException _) {
                ends.add(null);
            }
        }
        return ends;
    }

    private static CallEnd askAlone(Journal journal, JobJournal jobs, ScriptedProvider provider)
            throws InterruptedException {
        return caller(provider).call(journal.inquiry(jobs), URGENCY, (_, _) -> {});
    }

    private static Caller caller(ScriptedProvider provider) {
        var rules = new RetryRules(3, 1, Duration.ofMillis(1), Duration.ofMillis(2));
        var quota = new Quota(Limits.ofOneWorker(null, 10), FleetShare.ALONE, NOW);
        return new Caller(provider, quota, rules, _ -> 1, Spending.UNLIMITED, InstantSource.fixed(NOW));
    }

    private static List<CallRecord> calls(JobJournal journal) {
        return journal.earlier().stream().map(earlier -> earlier.made().call()).toList();
    }

    /** The job may be begun no longer. */
    private interface Hold {
        void take() throws InterruptedException;
    }

    /** One job's entries and book. */
    private static final class Journal implements JobJournal.Pen, CallBook {
        private final Prompt own;
        private final Map<Line, Entry> entries = new ConcurrentHashMap<>();
        private final List<String> writes = new CopyOnWriteArrayList<>();
        private final List<CallRecord> entered = new CopyOnWriteArrayList<>();
        private Hold hold = () -> {};
        private int left = Integer.MAX_VALUE;

        Journal(String question) {
            this.own = new Prompt(null, question, 100, false, null, "test@1");
        }

        /** Dies in the first write after so many. */
        void stopAfter(int count) {
            left = count;
        }

        JobJournal open() {
            return new JobJournal(
                    Map.copyOf(entries), this, JournalObserver.NONE, "worker-1", InstantSource.fixed(NOW));
        }

        Inquiry inquiry(JobJournal journal) {
            return new Inquiry(own, null, journal.question(0, 0));
        }

        @Override
        public void begin() throws InterruptedException {
            hold.take();
        }

        @Override
        public void enter(CallRecord call, Outcome outcome) {
            entered.add(call);
        }

        @Override
        public synchronized void write(Line line, byte @Nullable [] value) {
            if (left-- == 0) {
                throw new IllegalStateException("the process has died");
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
