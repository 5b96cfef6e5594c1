package io.textmill.worker.journal;

import io.textmill.contract.CallRecord;
import io.textmill.worker.caller.CallJournal;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one attempt at a job: what its record carried from the attempt before, what earlier owners have
 * written, and what is asked now. Safe for use by many threads, one for each question.
 */
public final class JobJournal {
    /** What is known of each request; the last word. */
    private final Map<Line, Entry> entries;

    /** What earlier owners knew, until it is asked for. */
    private final Map<Line, Entry> before;

    private final List<Earlier> earlier;
    private final Pen pen;
    private final JournalObserver observer;
    private final String worker;
    private final InstantSource clock;

    /**
     * A call that was made before this owner took the job over.
     *
     * @param isLost whether nobody has heard its end
     */
    public record Earlier(Made made, boolean isLost) {}

    /** Writes a job's entries somewhere; a null value deletes one. */
    interface Pen {
        /** Does not wait. */
        void write(Line line, byte @Nullable [] value);

        /** Waits until it is kept, or a short time. */
        void writeSafely(Line line, byte[] value) throws InterruptedException;

        /** Writes nowhere. */
        Pen NONE = new Pen() {
            @Override
            public void write(Line line, byte @Nullable [] value) {}

            @Override
            public void writeSafely(Line line, byte[] value) {}
        };
    }

    /** @param known what earlier owners and attempts have reached */
    JobJournal(Map<Line, Entry> known, Pen pen, JournalObserver observer, String worker, InstantSource clock) {
        this.entries = new ConcurrentHashMap<>(known);
        this.before = new ConcurrentHashMap<>(known);
        this.earlier = known.values().stream()
                .flatMap(JobJournal::calls)
                .sorted(Comparator.comparing(each -> each.made().at()))
                .toList();
        this.pen = pen;
        this.observer = observer;
        this.worker = worker;
        this.clock = clock;
    }

    /** One that lives as long as the job stays with this worker, or takes what it knows along. */
    static JobJournal unwritten(byte @Nullable [] state, String worker, InstantSource clock) {
        return new JobJournal(EntryCodec.state(state), Pen.NONE, JournalObserver.NONE, worker, clock);
    }

    /** Calls that earlier owners have made and that were charged or may have been, in the order in which they ended. */
    public List<Earlier> earlier() {
        return earlier;
    }

    /** What is remembered of that question of that step. */
    public CallJournal question(int step, int question) {
        return new Question(step, question);
    }

    /** All that is known, for the next attempt; null when that is nothing. */
    public byte @Nullable [] state() {
        return entries.isEmpty() ? null : EntryCodec.state(entries);
    }

    private static Stream<Earlier> calls(Entry entry) {
        int last = entry.calls().size() - 1;
        return IntStream.rangeClosed(0, last)
                .mapToObj(i -> new Earlier(entry.calls().get(i), entry.isSent() && i == last));
    }

    private final class Question implements CallJournal {
        private final int step;
        private final int question;

        Question(int step, int question) {
            this.step = step;
            this.question = question;
        }

        @Override
        public Optional<Note> recall(Request request) {
            Optional<Entry> known = Optional.ofNullable(before.remove(Line.of(step, question, request)));
            known.filter(entry -> !(entry.end() instanceof End.Open)).ifPresent(_ -> observer.reused());
            return known.map(Entry::note);
        }

        @Override
        public void sending(Request request, CallRecord presumed) throws InterruptedException {
            Line line = Line.of(step, question, request);
            Entry known = entries.getOrDefault(line, Entry.NOTHING);
            Entry sent = known.sending(made(presumed));
            entries.put(line, sent);
            try {
                pen.writeSafely(line, EntryCodec.value(sent));
            } catch (InterruptedException e) {
                // It will not be sent.
                note(line, known);
                throw e;
            }
        }

        @Override
        public void ended(Request request, End end, CallRecord call) {
            Line line = Line.of(step, question, request);
            note(line, entries.getOrDefault(line, Entry.NOTHING).ended(end, made(call)));
        }

        private void note(Line line, Entry entry) {
            if (entry.isNothing()) {
                entries.remove(line);
                pen.write(line, null);
            } else {
                entries.put(line, entry);
                pen.write(line, EntryCodec.value(entry));
            }
        }

        private Made made(CallRecord call) {
            return new Made(worker, clock.instant().truncatedTo(ChronoUnit.MILLIS), call);
        }
    }
}
