package io.textmill.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.Task;
import io.textmill.sandbox.answer.MalformedAnswer;
import io.textmill.worker.provider.PromptLimit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of malformed answers, also measured by {@code ./textmill bench parsing}. */
class MalformedAnswerTableTest {
    private static final List<MalformedAnswer> ALL = MalformedAnswer.all();

    static List<MalformedAnswer> answers() {
        return ALL;
    }

    private static Optional<String> reading(MalformedAnswer malformed, PromptLimit limit) {
        Step.Ask ask = TableJobs.ask(malformed.task(), limit);
        String prompt = ask.questions().getFirst().prompt().joined();
        return TableJobs.reading(ask, malformed.answer().replace(MalformedAnswer.PROMPT, prompt));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void isReadRightOrRefusedFromEveryProvider(MalformedAnswer malformed) {
        for (PromptLimit limit : FakeModel.LIMITS) {
            if (isToldByItsProvider(malformed, limit)) {
                continue;
            }
            Optional<String> reading = reading(malformed, limit);

            assertThat(reading.isEmpty() || reading.equals(malformed.reading()))
                    .as("%s, read as %s instead of %s", malformed, reading, malformed.reading())
                    .isTrue();
        }
    }

    /** Where a provider says why an answer ended, its adapter makes {@code Truncated} of one that was cut off. */
    private static boolean isToldByItsProvider(MalformedAnswer malformed, PromptLimit limit) {
        return limit.form() != PromptLimit.Form.SHORT && malformed.toString().startsWith("summarize: cut off in a ");
    }

    @Test
    void nineOfTenAreReadRightWhereThereIsARightReading() {
        List<MalformedAnswer> readable =
                ALL.stream().filter(answer -> answer.reading().isPresent()).toList();
        List<MalformedAnswer> refused = readable.stream()
                .filter(answer -> reading(answer, FakeModel.JUHE).isEmpty())
                .toList();

        assertThat(refused).hasSizeLessThanOrEqualTo(readable.size() / 10);
    }

    /**
     * Where an answer is cut off nobody knows: what is left is refused, or says what the whole says. Of a summary in plain
     * words a cut behind a full stop cannot be told: what is left then is whole sentences.
     */
    @ParameterizedTest
    @EnumSource(Task.class)
    void anAnswerCutOffAnywhereIsRefusedOrReadAsTheWhole(Task task) {
        for (MalformedAnswer whole : ALL) {
            if (whole.task() != task || whole.reading().isEmpty()) {
                continue;
            }
            for (int length = 0; length < whole.answer().length(); length++) {
                String beginning = whole.answer().substring(0, length);
                Optional<String> reading = TableJobs.reading(task, beginning);
                boolean sentences = task == Task.SUMMARIZE && beginning.strip().endsWith(".");

                assertThat(reading.isEmpty() || reading.equals(whole.reading()) || sentences)
                        .as("%s, cut off to <%s>, read as %s", whole, beginning, reading)
                        .isTrue();
            }
        }
    }
}
