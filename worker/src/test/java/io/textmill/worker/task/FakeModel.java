package io.textmill.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.Job;
import io.textmill.contract.JobResult;
import io.textmill.contract.Task;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.provider.PromptLimit.Form;
import io.textmill.worker.provider.PromptLimit.Unit;
import io.textmill.worker.text.TextUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Drives a planner to its end with a function for a model, and checks that every prompt fits. */
final class FakeModel {
    static final PromptLimit JUHE = new PromptLimit(Unit.UTF16_UNITS, 512, Form.SHORT, 500);
    static final PromptLimit JUMDATA = new PromptLimit(Unit.UTF8_BYTES, 512, Form.SHORT, 500);
    static final PromptLimit COMPLETIONS = new PromptLimit(Unit.UTF16_UNITS, 3000, Form.FULL, 500);
    static final PromptLimit CHAT = new PromptLimit(Unit.UTF16_UNITS, 12_000, Form.ROLES, 500);
    static final List<PromptLimit> LIMITS = List.of(JUHE, JUMDATA, COMPLETIONS, CHAT);

    private static final Pattern FENCED = Pattern.compile("(?s)<text-([0-9a-f]{16})>\\n(.*)\\n</text-\\1>");

    private FakeModel() {}

    /** How a job went. */
    record Run(Step end, List<Prompt> prompts, int rounds) {
        Step.Product product() {
            assertThat(end).isInstanceOf(Step.Finished.class);
            return ((Step.Finished) end).product();
        }

        Step.Summary summary() {
            return (Step.Summary) product();
        }

        JobResult.Sentiment sentiment() {
            return ((Step.Judgement) product()).sentiment();
        }

        Step.Findings findings() {
            return (Step.Findings) product();
        }

        JobResult.Failure failure() {
            assertThat(end).isInstanceOf(Step.Failed.class);
            return ((Step.Failed) end).failure();
        }
    }

    static Run run(Job job, PromptLimit limit, UnaryOperator<String> model) {
        return runPrompts(job, limit, 200, prompt -> model.apply(text(prompt)));
    }

    static Run runPrompts(Job job, PromptLimit limit, int maxCalls, java.util.function.Function<Prompt, String> model) {
        Step step = plan(job, limit, maxCalls);
        List<Prompt> prompts = new ArrayList<>();
        int rounds = 0;
        while (step instanceof Step.Ask(List<Step.Question> questions, var then)) {
            rounds++;
            List<String> answers = new ArrayList<>();
            for (Step.Question question : questions) {
                Prompt prompt = question.prompt();
                assertFits(prompt, limit);
                prompts.add(prompt);
                answers.add(model.apply(prompt));
            }
            step = then.apply(answers);
        }
        return new Run(step, prompts, rounds);
    }

    static Step plan(Job job, PromptLimit limit, int maxCalls) {
        Task task = job.task();
        return Planners.planner(task, TaskDefaults.DEFAULT, Prompts.BUNDLED).plan(job, limit, maxCalls);
    }

    static void assertFits(Prompt prompt, PromptLimit limit) {
        TextUnit unit = limit.unit() == Unit.UTF8_BYTES ? TextUnit.UTF8 : TextUnit.UTF16;
        assertThat(unit.of(prompt.joined())).isLessThanOrEqualTo(limit.max());
        assertThat(prompt.system() != null).isEqualTo(limit.form() == Form.ROLES);
    }

    /** The text that a prompt carries, as a reader finds it. */
    static String text(Prompt prompt) {
        Matcher fenced = fenced(prompt);
        return fenced == null ? prompt.user().substring(prompt.user().indexOf('\n') + 1) : fenced.group(2);
    }

    /** The instruction of a prompt. */
    static String instruction(Prompt prompt) {
        Matcher fenced = fenced(prompt);
        return prompt.joined().substring(0, fenced == null ? prompt.user().indexOf('\n') : fenced.start());
    }

    private static @Nullable Matcher fenced(Prompt prompt) {
        Matcher fenced = FENCED.matcher(prompt.joined());
        return !prompt.version().contains(".short.") && fenced.find() ? fenced : null;
    }
}
