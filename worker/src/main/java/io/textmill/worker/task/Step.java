package io.textmill.worker.task;

import io.textmill.contract.JobResult;
import io.textmill.worker.provider.Prompt;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What to do next for a job. */
public sealed interface Step {

    /**
     * Send these prompts, in any order and at once, and hand the answers back in the prompts' order.
     *
     * @param questions what to send; never empty
     * @param then what to make of the answers
     */
    record Ask(List<Question> questions, Function<List<String>, Step> then) implements Step {
        public Ask {
            questions = List.copyOf(questions);
        }
    }

    /** The job is done. */
    record Finished(Product product) implements Step {}

    /** The job failed for good. */
    record Failed(JobResult.Failure failure) implements Step {}

    /**
     * One prompt.
     *
     * @param part which part of the text, from 0; null for a question over the whole text or over partial answers
     * @param packable how it may be asked together with others; null where it may not
     */
    record Question(
            Prompt prompt, @Nullable Integer part, @Nullable Packable packable) {
        /** One that is asked by itself. */
        public Question(Prompt prompt, @Nullable Integer part) {
            this(prompt, part, null);
        }

        /** The same, which may be asked in that way too. */
        Question with(@Nullable Packable other) {
            return new Question(prompt, part, other);
        }
    }

    /** What a task made of a text. */
    sealed interface Product {
        /** How many parts the text was split into, 1 for a whole one. */
        int parts();
    }

    /**
     * A summary.
     *
     * @param levels how many levels of merging it took
     * @param cut whether it was cut to the length asked for
     */
    record Summary(String text, int parts, int levels, boolean cut) implements Product {}

    /** A judgement. */
    record Judgement(JobResult.Sentiment sentiment, int parts) implements Product {}

    /** What was found. */
    record Findings(JobResult.Extraction extraction, List<JobResult.Conflict> conflicts, int parts)
            implements Product {}
}
