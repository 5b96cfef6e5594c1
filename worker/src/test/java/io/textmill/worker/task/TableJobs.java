package io.textmill.worker.task;

import io.textmill.contract.Task;
import io.textmill.sandbox.answer.MalformedAnswer;
import io.textmill.worker.provider.PromptLimit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The jobs of the table of malformed answers, one question each: what is made of a first answer. */
final class TableJobs {
    private static final Map<Task, Step.Ask> SHORT = new ConcurrentHashMap<>();

    private TableJobs() {}

    /** What that answer says; empty when it is refused. */
    static Optional<String> reading(Task task, String answer) {
        return reading(SHORT.computeIfAbsent(task, _ -> ask(task, FakeModel.JUHE)), answer);
    }

    static Optional<String> reading(Step.Ask ask, String answer) {
        Step next = ask.then().apply(List.of(answer));
        return next instanceof Step.Finished(Step.Product product) ? Optional.of(text(product)) : Optional.empty();
    }

    static Step.Ask ask(Task task, PromptLimit limit) {
        return (Step.Ask) FakeModel.plan(MalformedAnswer.job(task), limit, 9);
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
