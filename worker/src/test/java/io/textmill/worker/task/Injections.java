package io.textmill.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.Job;
import io.textmill.contract.JobResult;
import io.textmill.contract.ResultCodec;
import io.textmill.contract.SentimentOptions;
import io.textmill.contract.Task;
import io.textmill.sandbox.answer.Model;
import io.textmill.worker.SchemaCheck;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.PromptLimit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The texts of {@code injections.jsonl}, which try to be instructions, and what becomes of them. */
final class Injections {
    static final List<Injection> ALL = read();

    /** The forms that a prompt has, each with a limit of a provider that takes it. */
    static final Map<String, PromptLimit> FORMS = forms();

    private static final Instant AT = Instant.parse("2026-11-20T02:14:07Z");

    private Injections() {}

    /**
     * One text.
     *
     * @param kind what it tries
     * @param says what a model says that obeys it; null where it gives no order, or one for which there are no fixed words
     */
    record Injection(
            String id, String kind, String text, @Nullable String says) {
        @Override
        public String toString() {
            return id;
        }
    }

    private static List<Injection> read() {
        try (InputStream in = Injections.class.getResourceAsStream("injections.jsonl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Json.MAPPER::readTree)
                    .map(row -> new Injection(
                            row.required("id").asString(),
                            row.required("kind").asString(),
                            row.required("text").asString(),
                            row.has("says") ? row.path("says").asString() : null))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, PromptLimit> forms() {
        Map<String, PromptLimit> forms = new LinkedHashMap<>();
        forms.put("short, 512 characters", FakeModel.JUHE);
        forms.put("short, 512 bytes", FakeModel.JUMDATA);
        forms.put("full", FakeModel.COMPLETIONS);
        forms.put("roles", FakeModel.CHAT);
        return forms;
    }

    static Job job(Task task, String text) {
        return switch (task) {
            case SUMMARIZE -> Job.summarize("1", text);
            case SENTIMENT -> Job.sentiment("1", text);
            case EXTRACTION -> Job.extraction("1", text);
        };
    }

    /** The sandbox's model. */
    static Function<Prompt, String> simulated(double messiness, boolean gullible) {
        Model model = new Model(1, messiness, gullible);
        return prompt -> model.answer(prompt.system(), prompt.user()).text();
    }

    static Step run(Task task, String text, PromptLimit limit, Function<Prompt, String> model) {
        return FakeModel.runPrompts(job(task, text), limit, 200, model).end();
    }

    /** Holds what a job ended with against the published schema, and against what the job asked for. */
    static void holdsItsShape(Task task, Step end) {
        JobResult result = SchemaCheck.result(ResultCodec.encode(result(task, end)));
        if (result.sentiment() != null) {
            assertThat(SentimentOptions.DEFAULT_LABELS)
                    .contains(result.sentiment().label());
            assertThat(result.sentiment().aspects()).isEmpty();
        }
        if (result.extraction() != null) {
            JsonNode fields = result.extraction().fields();
            assertThat(fields.propertyNames()).containsExactly("person", "organization", "location", "date");
            assertThat(fields).allMatch(JsonNode::isArray);
            fields.forEach(values -> assertThat(values).allMatch(JsonNode::isString));
            assertThat(result.extraction().entities())
                    .allMatch(entity -> List.of("person", "organization", "location", "date")
                            .contains(entity.type()));
        }
        if (result.summary() != null) {
            assertThat(result.summary().length()).isLessThanOrEqualTo(TaskDefaults.DEFAULT.maxSummaryCharacters());
        }
        if (result.error() != null) {
            assertThat(Arrays.asList("PWNED", "hacked", "Mallory", "被黑", "hunter2"))
                    .noneMatch(result.error().message()::contains);
        }
    }

    private static JobResult result(Task task, Step end) {
        Step.Product product = end instanceof Step.Finished(Step.Product made) ? made : null;
        Step.Summary summary = product instanceof Step.Summary made ? made : null;
        Step.Findings findings = product instanceof Step.Findings made ? made : null;
        return new JobResult(
                "1",
                task,
                product == null ? JobResult.Status.FAILED : JobResult.Status.SUCCEEDED,
                summary == null ? null : summary.text(),
                product instanceof Step.Judgement judgement ? judgement.sentiment() : null,
                findings == null ? null : findings.extraction(),
                null,
                null,
                List.of(),
                product == null ? null : product.parts(),
                summary == null ? null : summary.levels(),
                summary == null ? null : summary.cut(),
                findings == null ? null : findings.conflicts(),
                new JobResult.Usage(0, 0, 0, 0, 0, null, null),
                end instanceof Step.Failed(JobResult.Failure failure) ? failure : null,
                1,
                new JobResult.Timings(AT, AT, AT, 0, 0),
                "worker-1",
                null,
                null,
                Map.of());
    }
}
