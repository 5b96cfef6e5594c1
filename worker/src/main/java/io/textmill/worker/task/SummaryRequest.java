package io.textmill.worker.task;

import io.textmill.worker.provider.Invisible;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.text.Likeness;
import io.textmill.worker.text.TextUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a summary is asked for.
 *
 * @param first at first
 * @param again after an answer of no use: in other words, because the same words may well get the same answer
 * @param list whether it is wanted as a list
 * @param translated whether the summary is wanted in another language than the text's
 */
record SummaryRequest(Instruction first, Instruction again, boolean list, boolean translated) {

    /** How large a text may be, however it is asked for. */
    int room() {
        return Math.min(first.room(), again.room());
    }

    boolean fits(String text) {
        return unit().fits(text, room());
    }

    TextUnit unit() {
        return first.unit();
    }

    Asking.Query<String> query(String text, @Nullable Integer part) {
        return new Asking.Query<>(
                first.question(text, part), why -> again.question(text, part, why), answer -> read(text, answer));
    }

    /** Whether the provider itself tells of answers that were cut off; those with short prompts do not. */
    private boolean isToldWhole() {
        return first.limit().form() != PromptLimit.Form.SHORT;
    }

    /** Reads an answer as a summary of that text. */
    Reading<String> read(String text, String answer) {
        if (first.isEchoedIn(answer) || again.isEchoedIn(answer)) {
            return Reading.refused("an echo of the prompt");
        }
        return SummaryText.read(answer, text, isToldWhole()).then(summary -> judged(summary, text));
    }

    private Reading<String> judged(String summary, String text) {
        if (Invisible.is(summary)) {
            return Reading.refused("an empty answer");
        }
        if (isJson(summary)) {
            return Reading.refused("JSON in the place of a summary");
        }
        if (SpokenAnswer.isRefusal(summary, text)) {
            return Reading.refused("a refusal in words");
        }
        if (!translated && !Likeness.isAbout(summary, text)) {
            return Reading.refused("words that have nothing to do with the text");
        }
        return Reading.right(list ? SummaryText.asList(summary) : summary);
    }

    /** Which no summary is, but what a text may order a model to say. */
    private static boolean isJson(String summary) {
        List<JsonScan.Root> roots = JsonScan.of(summary).roots();
        return !roots.isEmpty()
                && roots.getFirst().start() == 0
                && roots.getLast().end() == summary.length();
    }
}
