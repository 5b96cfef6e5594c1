package io.textmill.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.Job;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.provider.PromptLimit.Form;
import io.textmill.worker.text.RandomTexts;
import io.textmill.worker.text.TokenCount;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text that is too long for a model's context is split, and every prompt leaves room for its answer. */
class TokenLimitTest {
    private static final String LONG = """
        The keeper of the lighthouse wrote a line every evening, whatever the weather, and read it aloud. Nobody heard \
        him but the gulls. In winter the supply boat came twice; in some winters it did not come at all.

        灯塔的看守人每天晚上都写一行字，无论天气如何，然后大声朗读。除了海鸥，没有人听见。冬天补给船来两次，有时根本不来。

        """.repeat(40);

    private static PromptLimit limit(String model, Form form) {
        return PromptLimit.ofContext(2_048, new TokenCount(model), form, 500);
    }

    private static List<Prompt> prompts(Job job, PromptLimit limit) {
        List<Prompt> prompts = new ArrayList<>();
        Step step = FakeModel.plan(job, limit, 1_000);
        for (int round = 0; step instanceof Step.Ask(var questions, var then); round++) {
            assertThat(round).isLessThan(20);
            questions.forEach(question -> prompts.add(question.prompt()));
            step = then.apply(questions.stream()
                    .map(question -> answer(job, question.prompt()))
                    .toList());
        }
        assertThat(step).isInstanceOf(Step.Finished.class);
        return prompts;
    }

    /** As long a summary as may be, so that merges are full. */
    private static String answer(Job job, Prompt prompt) {
        return switch (job.task()) {
            case SUMMARIZE -> prompt.text();
            case SENTIMENT -> "{\"label\":\"neutral\",\"score\":0}";
            case EXTRACTION -> "{\"person\":[],\"date\":[]}";
        };
    }

    private static void assertFits(Prompt prompt, TokenCount tokens) {
        assertThat(tokens.atMost(prompt.joined()) + Math.min(prompt.maxOutputTokens(), 1_016))
                .isLessThanOrEqualTo(2_048 - 16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4", "gpt-4o-mini", "qwen-plus"})
    void splitsWhatIsTooLongForTheContext(String model) {
        for (Form form : Form.values()) {
            for (Job job : List.of(Job.summarize("1", LONG), Job.sentiment("2", LONG), Job.extraction("3", LONG))) {
                List<Prompt> prompts = prompts(job, limit(model, form));

                assertThat(prompts)
                        .hasSizeGreaterThan(1)
                        .allSatisfy(prompt -> assertFits(prompt, new TokenCount(model)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4", "qwen-plus"})
    void losesNothingOfRandomUnicode(String model) {
        for (long seed = 0; seed < 5; seed++) {
            String text = "x" + RandomTexts.ofCodePoints(new SplittableRandom(seed), 3_000) + "x";

            List<Prompt> prompts = prompts(Job.sentiment("1", text), limit(model, Form.ROLES));

            assertThat(prompts).allSatisfy(prompt -> assertFits(prompt, new TokenCount(model)));
            assertThat(prompts.stream().map(FakeModel::text).collect(Collectors.joining()))
                    .as("seed " + seed)
                    .isEqualTo(text);
        }
    }
}
