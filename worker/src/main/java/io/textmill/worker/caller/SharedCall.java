package io.textmill.worker.caller;

import io.textmill.contract.CallRecord;
import io.textmill.worker.provider.Outcome;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.quota.Urgency;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call for the questions of several jobs of one tenant.
 *
 * <ul>
 *   <li>It is limited, reserved, settled and repeated as one call.
 *   <li>It is noted in each job's journal under the job's own question, and its part of the answer as the answer to that: a
 *       later owner of the job finds it as if it had been asked alone.
 *   <li>It is entered in each job's book with a share; the shares of a call add up to exactly 1.
 *   <li>Who has left before it is sent has no share of it.
 * </ul>
 *
 * <p>Made once, by one thread.
 */
public final class SharedCall {
    /** Of a share. A millionth of a call costs nothing. */
    private static final int DIGITS = 6;

    private final List<Sharer> sharers;
    private final Prompt prompt;
    private final Function<String, List<Optional<String>>> reader;

    /**
     * A call that is about to be made.
     *
     * @param sharers in the order of their texts; of one tenant
     * @param prompt the one prompt for all of them
     * @param reader tells the part of an answer that is each sharer's, in their order; empty where that is not certain
     */
    public SharedCall(List<Sharer> sharers, Prompt prompt, Function<String, List<Optional<String>>> reader) {
        this.sharers = List.copyOf(sharers);
        this.prompt = prompt;
        this.reader = reader;
    }

    /** Makes the call and tells all sharers how it ended. Interrupted when all have left, it makes none. */
    public void make(Caller caller) {
        try {
            Inquiry all = Inquiry.shared(prompt, new Journal(caller));
            CallEnd end = caller.call(all, urgency(), new Book());
            sharers.forEach(sharer -> sharer.finish(all, end));
        } catch (InterruptedException e) {
            sharers.forEach(sharer -> sharer.failed(e));
        } catch (RuntimeException | Error defect) {
            sharers.forEach(sharer -> sharer.failed(defect));
        }
    }

    private List<Sharer> present() {
        return sharers.stream().filter(sharer -> !sharer.hasLeft()).toList();
    }

    /** That of the most urgent in every respect. */
    private Urgency urgency() {
        List<Urgency> all = sharers.stream().map(Sharer::urgency).toList();
        Instant deadline = all.stream()
                .map(Urgency::deadline)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant since =
                all.stream().map(Urgency::since).min(Comparator.naturalOrder()).orElseThrow();
        int priority = all.stream().mapToInt(Urgency::priority).max().orElseThrow();
        return new Urgency(all.getFirst().tenant(), priority, deadline, since);
    }

    /** Equal parts, cut to their digits; what is left over goes to the first. They add up to 1. */
    static List<Double> shares(int count) {
        BigDecimal each = BigDecimal.ONE.divide(BigDecimal.valueOf(count), DIGITS, RoundingMode.DOWN);
        BigDecimal first = BigDecimal.ONE.subtract(each.multiply(BigDecimal.valueOf(count - 1L)));
        var shares = new ArrayList<Double>();
        for (int i = 0; i < count; i++) {
            shares.add((i == 0 ? first : each).doubleValue());
        }
        return shares;
    }

    /** Notes the call in the journals of all. */
    private final class Journal implements CallJournal {
        private final Caller caller;

        Journal(Caller caller) {
            this.caller = caller;
        }

        /** Each has looked for itself. */
        @Override
        public Optional<Note> recall(Request request) {
            return Optional.empty();
        }

        /** Side by side: each waits for the brokers, and the call has its turn already. */
        @Override
        public void sending(Request request, CallRecord presumed) throws InterruptedException {
            List<Sharer> present = present();
            List<Double> shares = shares(Math.max(1, present.size()));
            var notes = new ArrayList<Callable<Void>>();
            for (int i = 0; i < present.size(); i++) {
                Sharer sharer = present.get(i);
                sharer.share(shares.get(i));
                notes.add(() -> {
                    sharer.sending(caller.provider(), presumed);
                    return null;
                });
            }
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<Void> note : threads.invokeAll(notes)) {
                    note.get();
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("a call could not be noted", e.getCause());
            }
        }

        @Override
        public void ended(Request request, End end, CallRecord call) {
            List<Optional<String>> parts = end instanceof End.Answered(var text)
                    ? reader.apply(text)
                    : sharers.stream().map(_ -> Optional.<String>empty()).toList();
            for (int i = 0; i < sharers.size(); i++) {
                sharers.get(i).ended(caller.provider(), parts.get(i), call);
            }
        }
    }

    /** Enters the call in the books of all. */
    private final class Book implements CallBook {
        @Override
        public void begin() throws InterruptedException {
            present().forEach(Sharer::begin);
            if (present().isEmpty()) {
                throw new InterruptedException("nobody waits for the call any more");
            }
        }

        @Override
        public void enter(CallRecord call, Outcome outcome) {
            @Nullable CallRecord whole = call;
            for (Sharer sharer : present()) {
                boolean isEntered = sharer.enter(call, outcome, whole);
                whole = isEntered ? null : whole;
            }
        }

        @Override
        public @Nullable String tenant() {
            return sharers.getFirst().book().tenant();
        }
    }
}
