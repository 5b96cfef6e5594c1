package io.textmill.worker.caller;

import io.textmill.contract.CallRecord;
import io.textmill.worker.provider.Outcome;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.Provider;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One question and what became of asking it so far. It outlives the waiting for a parked provider, so that no limit on
 * paid repetitions begins anew. One thread at a time.
 */
public final class Inquiry {
    private static final String UNCERTAIN = "uncertain";

    private final @Nullable Integer part;
    private final CallJournal journal;

    /** What the journal has told, which it does once. */
    private final Map<CallJournal.Request, CallJournal.End> recalled = new HashMap<>();

    private Prompt prompt;
    private boolean enlarged;
    private int uncertain;
    private int failed;
    private boolean repeated;

    /** Whether it is to be asked by itself: a call was made for it already, that may have been charged. */
    private boolean alone;

    /**
     * A question that was not asked yet.
     *
     * @param part which part of the job's text it is about; null for none
     */
    public Inquiry(Prompt prompt, @Nullable Integer part) {
        this(prompt, part, CallJournal.NONE);
    }

    /** The same, with what is remembered of it beyond this process. */
    public Inquiry(Prompt prompt, @Nullable Integer part, CallJournal journal) {
        this.prompt = prompt;
        this.part = part;
        this.journal = journal;
    }

    /** One for several jobs; an answer that is cut off is of no use to it. */
    static Inquiry shared(Prompt prompt, CallJournal journal) {
        var inquiry = new Inquiry(prompt, null, journal);
        inquiry.enlarged = true;
        return inquiry;
    }

    /** Whether it may be asked together with others: nothing is known of it, and nothing was paid for it. */
    public boolean mayBeShared() {
        return !alone
                && uncertain == 0
                && failed == 0
                && recalled.values().stream().allMatch(CallJournal.End.Open.class::isInstance);
    }

    /** It was asked together with others: what that has cost in vain is held against it too. */
    void wasShared(Inquiry all) {
        uncertain += all.uncertain;
        failed += all.failed;
    }

    /** From now on it is asked by itself. */
    void goesAlone() {
        alone = true;
    }

    /** What is asked. */
    public Prompt prompt() {
        return prompt;
    }

    @Nullable
    Integer part() {
        return part;
    }

    /** Calls that may have been charged without an answer. */
    int uncertain() {
        return uncertain;
    }

    /** Calls that failed without a charge. */
    int failed() {
        return failed;
    }

    /** Whether the last call failed by itself, so that the next one repeats it. */
    boolean isRepeated() {
        return repeated;
    }

    /**
     * A call was made.
     *
     * @param isAlone whether a failure is held against this question: other calls do not fail
     */
    void count(Outcome outcome, boolean isAlone) {
        repeated = false;
        switch (outcome) {
            case Outcome.Uncertain _ -> {
                uncertain++;
                repeated = isAlone;
            }
            case Outcome.Transient _ -> {
                failed += isAlone ? 1 : 0;
                repeated = isAlone;
            }
            default -> {
                // Not limited.
            }
        }
    }

    /** What an earlier owner of the job has reached with that provider; what it may have paid for in vain is counted. */
    CallJournal.End recall(Provider provider) {
        CallJournal.Request request = request(provider);
        CallJournal.End known = recalled.get(request);
        if (known == null) {
            Optional<CallJournal.Note> note = journal.recall(request);
            alone |= note.filter(noted -> !noted.calls().isEmpty()).isPresent();
            note.ifPresent(noted -> uncertain += (int) noted.calls().stream()
                    .filter(call -> call.outcome().equals(UNCERTAIN))
                    .count());
            known = note.map(CallJournal.Note::end).orElse(new CallJournal.End.Open());
            recalled.put(request, known);
        }
        return known;
    }

    /** Notes that a call is about to be sent. */
    void sending(Provider provider, CallRecord presumed) throws InterruptedException {
        journal.sending(request(provider), presumed);
    }

    /** Notes how that call has ended. */
    void ended(Provider provider, CallJournal.End end, CallRecord call) {
        journal.ended(request(provider), end, call);
    }

    private CallJournal.Request request(Provider provider) {
        return new CallJournal.Request(provider.name(), provider.model(), prompt);
    }

    /** Goes on with another provider, which has failed at nothing yet. */
    public void fallOver() {
        failed = 0;
        repeated = false;
    }

    /** Allows a larger answer from now on; false when that was tried. */
    boolean enlarge() {
        if (enlarged) {
            return false;
        }
        enlarged = true;
        prompt = prompt.withMaxOutputTokens(4 * prompt.maxOutputTokens());
        return true;
    }
}
