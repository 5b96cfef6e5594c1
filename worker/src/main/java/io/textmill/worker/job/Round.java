package io.textmill.worker.job;

import io.textmill.contract.ErrorCode;
import io.textmill.contract.JobResult;
import io.textmill.worker.caller.CallBook;
import io.textmill.worker.caller.CallEnd;
import io.textmill.worker.caller.Caller;
import io.textmill.worker.caller.Inquiry;
import io.textmill.worker.caller.Route;
import io.textmill.worker.journal.JobJournal;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.quota.Urgency;
import io.textmill.worker.task.Step;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The questions of one step, asked side by side. What was answered is kept: asked again, a round asks only the rest.
 */
final class Round {
    /** Questions of one job that are asked at once: enough to be quick, too few to crowd the others out. */
    private static final int SIDE_BY_SIDE = 8;

    private final List<Step.Question> questions;
    private final List<Inquiry> inquiries;
    private final PackRoom packs;

    /** How each question ended; each element is written by the one thread that asked it. */
    private final @Nullable CallEnd[] ends;

    /** What came of a round. */
    sealed interface End {
        /** All questions are answered. */
        record Answered(List<String> answers) implements End {}

        /** One cannot be answered for good. */
        record Failed(JobResult.Failure failure) implements End {}

        /** There are to be no calls before that time. */
        record Parked(Instant until, String reason, CallEnd.Cause cause) implements End {}

        /** The deadline has passed. */
        record Expired() implements End {}
    }

    /**
     * A round of which nothing was asked.
     *
     * @param number which step of the job asks, from 0
     * @param packs where a question may be asked together with those of others
     */
    Round(Step.Ask ask, int number, JobJournal journal, PackRoom packs) {
        this.questions = ask.questions();
        this.packs = packs;
        this.inquiries = IntStream.range(0, questions.size())
                .mapToObj(i ->
                        new Inquiry(questions.get(i).prompt(), questions.get(i).part(), journal.question(number, i)))
                .toList();
        this.ends = new CallEnd[inquiries.size()];
    }

    /** Asks what is not answered yet. After the first question that fails none is begun, but those begun are finished. */
    End ask(Route route, Caller caller, Urgency urgency, CallBook book) throws InterruptedException {
        int[] open = IntStream.range(0, ends.length)
                .filter(index -> !(ends[index] instanceof CallEnd.Answered))
                .toArray();
        // How they ended elsewhere, or before a wait, says nothing about this time.
        Arrays.stream(open).forEach(index -> ends[index] = null);
        var next = new AtomicInteger();
        var stopped = new AtomicBoolean();
        Callable<Void> asker = () -> {
            for (int at = next.getAndIncrement(); at < open.length && !stopped.get(); at = next.getAndIncrement()) {
                try {
                    Inquiry inquiry = inquiries.get(open[at]);
                    Optional<CallEnd> known = recall(inquiry, route);
                    CallEnd end = known.isPresent()
                            ? known.get()
                            : packs.ask(questions.get(open[at]).packable(), caller, inquiry, urgency, book);
                    ends[open[at]] = end;
                    stopped.compareAndSet(false, !(end instanceof CallEnd.Answered));
                } catch (RuntimeException defect) {
                    stopped.set(true);
                    throw defect;
                }
            }
            return null;
        };
        // Closing waits for all of them; an interrupt of this thread is passed on to them.
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int count = Math.min(SIDE_BY_SIDE, open.length);
            for (Future<Void> each : threads.invokeAll(Collections.nCopies(count, asker))) {
                each.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException given) {
                // The record was given up a moment ago, and this thread is not told yet.
                throw given;
            }
            throw new IllegalStateException("a call failed with a defect", e.getCause());
        }
        return end();
    }

    /** What any provider of the route has answered an earlier owner of the job; larger answers, where one was cut off. */
    private static Optional<CallEnd> recall(Inquiry inquiry, Route route) {
        Prompt asked;
        do {
            asked = inquiry.prompt();
            for (Caller caller : route.callers()) {
                Optional<CallEnd> known = caller.recall(inquiry);
                if (known.isPresent()) {
                    return known;
                }
            }
        } while (!asked.equals(inquiry.prompt()));
        return Optional.empty();
    }

    /** Whether that provider is asked for all of it in calls that other jobs share. */
    boolean isShared(Caller caller) {
        return IntStream.range(0, ends.length)
                .allMatch(index -> packs.isShared(questions.get(index).packable(), caller, inquiries.get(index)));
    }

    /** Goes on with another provider. */
    void fallOver() {
        inquiries.forEach(Inquiry::fallOver);
    }

    /** Whether those questions that are open can be put to that provider. */
    boolean fits(PromptLimit limit) {
        return IntStream.range(0, ends.length)
                .filter(index -> !(ends[index] instanceof CallEnd.Answered))
                .allMatch(index -> limit.refusal(inquiries.get(index).prompt()) == null);
    }

    private End end() {
        var all = Arrays.asList(ends);
        // One that no other provider could mend comes first.
        Optional<CallEnd.Failed> failed = all.stream()
                .filter(CallEnd.Failed.class::isInstance)
                .map(CallEnd.Failed.class::cast)
                .min(Comparator.comparing(end -> end.code() == ErrorCode.PROVIDER_FAILED));
        if (failed.isPresent()) {
            return new End.Failed(
                    new JobResult.Failure(failed.get().code(), failed.get().message()));
        }
        if (all.stream().anyMatch(CallEnd.Expired.class::isInstance)) {
            return new End.Expired();
        }
        for (CallEnd end : all) {
            if (end instanceof CallEnd.Parked(var until, var reason, var cause)) {
                return new End.Parked(until, reason, cause);
            }
        }
        return new End.Answered(all.stream()
                .map(end -> end instanceof CallEnd.Answered(var text) ? text : unanswered())
                .toList());
    }

    private static String unanswered() {
        throw new IllegalStateException("a question was not asked");
    }
}
