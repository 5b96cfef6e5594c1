package io.textmill.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.ErrorCode;
import io.textmill.contract.Job;
import io.textmill.contract.SummarizeOptions;
import io.textmill.contract.SummarizeOptions.Style;
import io.textmill.worker.provider.Invisible;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.provider.PromptLimit.Form;
import io.textmill.worker.provider.PromptLimit.Unit;
import io.textmill.worker.text.RandomTexts;
import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What holds of every summary, whatever the text, the room, the length asked for, and however little models obey. */
class SummaryBoundsTest {
    private static final int SEEDS = 400;
    private static final List<Style> STYLES = List.of(Style.values());
    private static final List<Habit> HABITS = List.of(Habit.values());
    private static final int PLENTY = 100_000;
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern PLANNED = Pattern.compile("needs (\\d+) calls");

    /** A model by what it does with the length that it was asked for. */
    private enum Habit {
        /** The beginning of the text, far above it. */
        TOO_LONG,
        /** Exactly so many UTF-16 units. */
        EXACT,
        /** One line of a list after the other, far above it. */
        LISTS,
        /** Half of it. */
        SHORT,
        /** Nothing. */
        EMPTY;

        private static String mark(Prompt prompt) {
            String instruction = FakeModel.instruction(prompt);
            return instruction.toLowerCase(Locale.ROOT).contains("bullet")
                            || instruction.contains("分点")
                            || instruction.contains("a list")
                    ? "- "
                    : "";
        }

        String answer(Prompt prompt) {
            String text = FakeModel.text(prompt);
            Matcher number = NUMBER.matcher(FakeModel.instruction(prompt));
            assertThat(number.find()).as("a length in the instruction").isTrue();
            int asked = Integer.parseInt(number.group());
            return switch (this) {
                case TOO_LONG -> ("So: " + text + " x.\n").repeat(3 + 3 * asked / (text.length() + 7));
                case EXACT -> mark(prompt) + "x".repeat(asked - mark(prompt).length() - 1) + ".";
                case LISTS -> "- one of it.\n- 一 é x.\n".repeat(1 + asked / 10);
                case SHORT -> "x".repeat(Math.max(1, asked / 2 - 1)) + ".";
                case EMPTY -> "\u200b";
            };
        }
    }

    /** One job and what came of it. */
    private record Course(Step end, List<List<Prompt>> rounds, String lastAnswer) {
        long calls() {
            return rounds.stream().mapToLong(List::size).sum();
        }
    }

    @Test
    void everySummaryKeepsItsBoundsWhateverTheModelWrites() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new SplittableRandom(seed);
            String text = "text " + RandomTexts.of(random, random.nextInt(1, 5000));
            Unit unit = random.nextBoolean() ? Unit.UTF16_UNITS : Unit.UTF8_BYTES;
            Form form = random.nextBoolean() ? Form.SHORT : Form.FULL;
            int max = form == Form.SHORT ? random.nextInt(300, 1200) : random.nextInt(1500, 4000);
            var style = STYLES.get(random.nextInt(STYLES.size()));
            var options = new SummarizeOptions(random.nextInt(10, 600), style, null, null);
            Habit habit = HABITS.get(random.nextInt(HABITS.size()));
            check(
                    "seed " + seed + ", " + habit,
                    Job.summarize("1", text).withOptions(options),
                    new PromptLimit(unit, max, form, 500),
                    habit);
        }
    }

    @Test
    void everyRealTextKeepsItsBoundsInTheSmallestRooms() throws IOException {
        int number = 0;
        for (String text : CorporaTest.texts()) {
            var options = new SummarizeOptions(40 + number % 7 * 60, STYLES.get(number % STYLES.size()), null, null);
            Job job = Job.summarize("1", text).withOptions(options);
            for (PromptLimit limit : List.of(FakeModel.JUHE, FakeModel.JUMDATA)) {
                check("text " + number, job, limit, HABITS.get(number % 4));
            }
            number++;
        }
    }

    private static void check(String what, Job job, PromptLimit limit, Habit habit) {
        Course course = run(job, limit, habit);
        if (habit == Habit.EMPTY) {
            assertFailsAfterASecondTry(what, course);
            return;
        }
        SummarizeOptions options = (SummarizeOptions) job.options();
        assertThat(course.end()).as(what).isInstanceOf(Step.Finished.class);
        var summary = (Step.Summary) ((Step.Finished) course.end()).product();
        int most = options.maxCharacters();
        int planned = planned(job, limit);
        int shortened = course.rounds().size() > summary.levels() && course.calls() > planned ? 1 : 0;

        assertThat(summary.text().length()).as(what).isLessThanOrEqualTo(most);
        assertThat(Invisible.is(summary.text())).as(what + ": nothing to see").isFalse();
        assertThat(course.calls()).as(what + ": calls beyond the plan").isLessThanOrEqualTo(planned + 1L);
        assertThat(course.rounds().size() - shortened)
                .as(what + ": rounds")
                .isBetween(summary.levels(), summary.levels() + 1);
        assertThat(summary.levels()).as(what + ": levels").isLessThanOrEqualTo(2 + log3(summary.parts()));
        if (habit == Habit.EXACT || habit == Habit.SHORT) {
            assertThat(summary.cut()).as(what + ": cut").isFalse();
            assertThat(course.calls()).as(what).isEqualTo(planned);
        }
        if (summary.cut()) {
            String answer = course.lastAnswer().strip();
            assertCutWell(
                    what,
                    summary.text(),
                    options.style() == Style.BULLETS ? SummaryText.asList(answer) : answer,
                    options);
        }
    }

    /** The last answer's beginning, and no cluster of characters cut; a list at a line where one fits. */
    private static void assertCutWell(String what, String summary, String answer, SummarizeOptions options) {
        assertThat(answer).as(what).startsWith(summary);
        BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
        clusters.setText(answer);
        assertThat(clusters.isBoundary(summary.length()))
                .as(what + ": a cluster is cut")
                .isTrue();
        boolean lineFits = answer.indexOf('\n') >= 0 && answer.indexOf('\n') <= options.maxCharacters();
        if (options.style() == Style.BULLETS && lineFits) {
            assertThat(answer.substring(summary.length()))
                    .as(what + ": cut at the end of a line")
                    .startsWith("\n");
        }
    }

    private static void assertFailsAfterASecondTry(String what, Course course) {
        assertThat(course.end()).as(what).isInstanceOf(Step.Failed.class);
        assertThat(((Step.Failed) course.end()).failure().code()).as(what).isEqualTo(ErrorCode.ANSWER_UNUSABLE);
        assertThat(course.rounds()).as(what).hasSize(2);
        assertThat(course.rounds().get(1))
                .as(what)
                .hasSameSizeAs(course.rounds().get(0));
    }

    private static Course run(Job job, PromptLimit limit, Habit habit) {
        List<List<Prompt>> rounds = new ArrayList<>();
        String last = "";
        Step step = FakeModel.plan(job, limit, PLENTY);
        while (step instanceof Step.Ask(List<Step.Question> questions, var then)) {
            List<Prompt> prompts = questions.stream().map(Step.Question::prompt).toList();
            prompts.forEach(prompt -> FakeModel.assertFits(prompt, limit));
            rounds.add(prompts);
            List<String> answers = prompts.stream().map(habit::answer).toList();
            last = answers.getLast();
            step = then.apply(answers);
        }
        return new Course(step, rounds, last);
    }

    /** How many calls the plan says that it takes. */
    private static int planned(Job job, PromptLimit limit) {
        var refused = (Step.Failed) FakeModel.plan(job, limit, 0);
        Matcher calls = PLANNED.matcher(refused.failure().message());
        assertThat(calls.find()).isTrue();
        return Integer.parseInt(calls.group(1));
    }

    private static int log3(int parts) {
        int log = 0;
        for (int power = 1; power < parts; power *= 3) {
            log++;
        }
        return log;
    }
}
