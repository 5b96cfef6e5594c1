package io.textmill.worker.task;

import static java.util.stream.Collectors.toCollection;

import io.textmill.contract.ExtractionOptions;
import io.textmill.contract.ExtractionOptions.Field;
import io.textmill.contract.Job;
import io.textmill.contract.SentimentOptions;
import io.textmill.contract.SummarizeOptions;
import io.textmill.contract.SummarizeOptions.Style;
import io.textmill.worker.Golden;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.provider.PromptLimit.Form;
import io.textmill.worker.provider.PromptLimit.Unit;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every word that is sent for a fixed job, at first and again: a file for each task, form and language of the prompts. A
 * change in one of these files is a change of what all jobs are asked.
 */
class GoldenPromptsTest {
    private static final String FOLDER = "worker/src/test/resources/io/textmill/worker/task/prompts/";

    private static final Map<Wording.Tongue, String> TEXTS = Map.of(
            Wording.Tongue.EN, "The river rose in the night and took the old bridge. Nobody was hurt.",
            Wording.Tongue.ZH, "河水夜里上涨，冲走了旧桥。没有人受伤。");

    private static Job job(Prompts.Kind kind, String text) {
        return switch (kind) {
            case SUMMARIZE -> Job.summarize("1", text);
            case MERGE -> Job.summarize("1", (text + "\n").repeat(1400 / text.length()));
            case SENTIMENT, PACK -> Job.sentiment("1", text);
            case EXTRACTION -> Job.extraction("1", text);
        };
    }

    private static Job jobWithOptions(Prompts.Kind kind, String text) {
        Job job = job(kind, text);
        return switch (kind) {
            case SUMMARIZE, MERGE -> job.withOptions(new SummarizeOptions(120, Style.BULLETS, "the bridge", null));
            case SENTIMENT, PACK ->
                job.withOptions(new SentimentOptions(List.of("calm", "alarm"), List.of("bridge", "people"), null));
            case EXTRACTION ->
                job.withOptions(new ExtractionOptions(
                        List.of(
                                new Field(
                                        "what", ExtractionOptions.Type.STRING, "what was lost", List.of(), true, false),
                                new Field("hurt", ExtractionOptions.Type.INTEGER, null, List.of(), false, false),
                                new Field(
                                        "cause",
                                        ExtractionOptions.Type.ENUM,
                                        null,
                                        List.of("flood", "fire"),
                                        false,
                                        false)),
                        null,
                        null));
        };
    }

    /** The questions of that kind, with every first answer refused. */
    private static Set<Prompt> prompts(Prompts.Kind kind, Job job, Form form) {
        PromptLimit limit = new PromptLimit(Unit.UTF16_UNITS, form == Form.SHORT ? 512 : 1400, form, 500);
        String name = kind.name().toLowerCase(Locale.ROOT) + ".";
        return FakeModel.runPrompts(
                        job,
                        limit,
                        200,
                        prompt -> prompt.version().startsWith(name)
                                ? ""
                                : FakeModel.text(prompt)
                                        .strip()
                                        .lines()
                                        .findFirst()
                                        .orElse(""))
                .prompts()
                .stream()
                .filter(prompt -> prompt.version().startsWith(name))
                .collect(toCollection(LinkedHashSet::new));
    }

    private static String written(Prompt prompt) {
        String system = prompt.system() == null ? "" : "--- system\n" + prompt.system() + "\n";
        return "=== %s, %d tokens%s%n%s--- user%n%s%n%n"
                .formatted(
                        prompt.version(),
                        prompt.maxOutputTokens(),
                        prompt.json() ? ", JSON" : "",
                        system,
                        prompt.user());
    }

    @ParameterizedTest
    @CsvSource({
        "SUMMARIZE, SHORT", "SUMMARIZE, FULL", "SUMMARIZE, ROLES",
        "MERGE, SHORT", "MERGE, FULL", "MERGE, ROLES",
        "SENTIMENT, SHORT", "SENTIMENT, FULL", "SENTIMENT, ROLES",
        "EXTRACTION, SHORT", "EXTRACTION, FULL", "EXTRACTION, ROLES",
    })
    void everyWordIsAsItWasApprovedOf(Prompts.Kind kind, Form form) throws IOException {
        for (Wording.Tongue tongue : Wording.Tongue.values()) {
            StringBuilder all = new StringBuilder();
            String text = TEXTS.get(tongue);
            for (Job job : List.of(job(kind, text), jobWithOptions(kind, text))) {
                prompts(kind, job, form).forEach(prompt -> all.append(written(prompt)));
            }
            String name =
                    String.join(".", kind.name(), form.name(), tongue.name()).toLowerCase(Locale.ROOT);
            Golden.check(FOLDER + name + ".txt", all.toString());
        }
    }
}
