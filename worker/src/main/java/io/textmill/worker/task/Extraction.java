package io.textmill.worker.task;

import io.textmill.contract.ErrorCode;
import io.textmill.contract.ExtractionOptions;
import io.textmill.contract.ExtractionOptions.Field;
import io.textmill.contract.Job;
import io.textmill.worker.provider.AnswerFormat;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.task.Asking.Query;
import io.textmill.worker.task.Prompts.Kind;
import io.textmill.worker.text.Grounding;
import io.textmill.worker.text.Part;
import io.textmill.worker.text.Splitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Plans extractions: one call for each part of the text, with the sentence before it, merged by place. */
record Extraction(Prompts prompts) implements Planner {
    @Override
    public Step plan(Job job, PromptLimit limit, int maxCalls) {
        ExtractionOptions options = (ExtractionOptions) job.options();
        return switch (fields(options)) {
            case Reading.Refused<List<Field>>(String why) -> Failures.of(ErrorCode.INVALID_FIELD, why);
            case Reading.Right<List<Field>>(List<Field> fields) -> plan(job, fields, limit, maxCalls);
        };
    }

    private static Reading<List<Field>> fields(ExtractionOptions options) {
        if (options.schema() != null) {
            return SchemaFields.of(options.schema());
        }
        return Reading.right(options.fields().isEmpty() ? ExtractionOptions.DEFAULT_FIELDS : options.fields());
    }

    private Step plan(Job job, List<Field> fields, PromptLimit limit, int maxCalls) {
        Instruction first = instruction("ask", job, fields, limit);
        Instruction again = instruction("again", job, fields, limit);
        int room = Math.min(first.room(), again.room());
        if (!Failures.hasRoom(room) && first.unit().of(job.text()) > room) {
            return Failures.noRoom(limit, room);
        }
        String text = job.text();
        List<Part> parts = Splitter.splitWithOverlap(text, first.unit(), room).stream()
                .filter(part -> !part.own().of(text).isBlank())
                .toList();
        if (parts.size() > maxCalls) {
            return Failures.tooManyCalls(parts.size(), maxCalls);
        }
        ExtractionAnswer answers = new ExtractionAnswer(fields, text, new Grounding(text));
        List<Query<List<Found>>> queries = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            String shown = part.shown().of(text);
            Integer number = parts.size() == 1 ? null : (Integer) i;
            queries.add(new Query<>(
                    first.question(shown, number),
                    why -> again.question(shown, number, why),
                    answer -> first.isEchoedIn(answer)
                            ? Reading.refused("an echo of the prompt")
                            : answers.read(answer, part)));
        }
        return Asking.ask(queries, found -> new Gathering(fields).finish(found));
    }

    private Instruction instruction(String section, Job job, List<Field> fields, PromptLimit limit) {
        PromptFile file =
                prompts.file(Kind.EXTRACTION, limit.form(), Wording.of(job).tongue());
        Map<String, String> slots = Map.of(
                "template",
                ExtractionTemplate.of(fields),
                "descriptions",
                ExtractionTemplate.descriptions(file, fields));
        return new Instruction(
                limit,
                file.version(),
                file.fill(section, slots),
                limit.defaultOutputTokens(),
                limit.form() == PromptLimit.Form.ROLES ? AnswerSchema.of(fields) : new AnswerFormat.Json(),
                job.options().chatId());
    }
}
