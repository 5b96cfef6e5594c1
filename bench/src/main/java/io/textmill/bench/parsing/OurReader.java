package io.textmill.bench.parsing;

import io.textmill.contract.Job;
import io.textmill.contract.Task;
import io.textmill.sandbox.answer.MalformedAnswer;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.task.Planners;
import io.textmill.worker.task.Step;
import io.textmill.worker.task.TaskDefaults;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The worker's own planners: an answer after which they ask again is refused. */
final class OurReader {
    private static final PromptLimit LIMIT =
            new PromptLimit(PromptLimit.Unit.UTF16_UNITS, 512, PromptLimit.Form.SHORT, 500);

    private final Planners planners = Planners.of(
            Arrays.stream(Task.values()).collect(Collectors.toMap(task -> task, _ -> TaskDefaults.DEFAULT)), Map.of());

    Optional<String> read(MalformedAnswer malformed) {
        Job job = MalformedAnswer.job(malformed.task());
        Step first = planners.get(job.task(), "any").plan(job, LIMIT, 2);
        if (!(first instanceof Step.Ask(List<Step.Question> questions, var then)) || questions.size() != 1) {
            throw new IllegalStateException("not one question about a short text");
        }
        String prompt = questions.getFirst().prompt().joined();
        Step second = then.apply(List.of(malformed.answer().replace(MalformedAnswer.PROMPT, prompt)));
        return second instanceof Step.Finished(Step.Product product) ? Optional.of(text(product)) : Optional.empty();
    }

    private static String text(Step.Product product) {
        return switch (product) {
            case Step.Summary summary -> summary.text();
            case Step.Judgement judgement ->
                judgement.sentiment().label() + " " + judgement.sentiment().score();
            case Step.Findings findings -> findings.extraction().fields().toString();
        };
    }
}
