package io.textmill.worker.task;

import io.textmill.contract.Job;
import io.textmill.contract.SummarizeOptions;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.task.Prompts.Kind;
import io.textmill.worker.text.Language;
import java.util.Map;

/** Plans summaries: one call where the text fits, else one for each part, and a tree of merges. */
record Summarize(Prompts prompts, TaskDefaults defaults) implements Planner {
    @Override
    public Step plan(Job job, PromptLimit limit, int maxCalls) {
        SummarizeOptions options = (SummarizeOptions) job.options();
        Integer asked = options.maxCharacters();
        int most = asked == null ? defaults.maxSummaryCharacters() : asked;
        return new SummaryPlan(this, job, options, limit, Wording.of(job), most).begin(maxCalls);
    }

    /** How a summary of at most so many characters is asked for. */
    SummaryRequest request(SummaryPlan plan, Kind kind, SummarizeOptions.Style style, int characters) {
        return new SummaryRequest(
                instruction(plan, kind, style.wireName(), characters),
                instruction(plan, kind, style.wireName() + "-again", characters),
                style == SummarizeOptions.Style.BULLETS,
                plan.wording().answer() != null);
    }

    private Instruction instruction(SummaryPlan plan, Kind kind, String section, int characters) {
        PromptLimit limit = plan.limit();
        Wording wording = plan.wording();
        PromptFile file = prompts.file(kind, limit.form(), wording.tongue());
        String focus = plan.options().focus() == null
                ? ""
                : Wording.oneLine(plan.options().focus());
        Map<String, String> slots = Map.of(
                "limit",
                Integer.toString(characters),
                "focus",
                focus.isEmpty() ? "" : file.fill("focus", Map.of("value", focus)),
                "language",
                languageClause(file, limit, wording));
        return new Instruction(
                limit,
                file.version(),
                file.fill(section, slots),
                outputTokens(wording, characters),
                false,
                plan.options().chatId());
    }

    private static String languageClause(PromptFile file, PromptLimit limit, Wording wording) {
        if (wording.answer() != null) {
            return file.fill("language", Map.of("value", wording.answer()));
        }
        boolean plain = limit.form() == PromptLimit.Form.SHORT && wording.source() != Language.UNDETERMINED;
        return plain ? "" : file.fill("own-language", Map.of());
    }

    /**
     * Twice what that many characters take (about a quarter of a token each in English, up to 1.2 in Chinese), because
     * models overshoot, and an answer that is cut off is paid for and of no use.
     */
    private static int outputTokens(Wording wording, int characters) {
        long tokens = 100 + (wording.latin() ? characters / 2L : characters * 5L / 2);
        return (int) Math.min(tokens, Integer.MAX_VALUE);
    }
}
