package io.textmill.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.Task;
import io.textmill.sandbox.answer.MalformedAnswer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Answers that are mutated as a seed has it. {@code -Dparsing.inputs=1000000} tries more of them, as the profile
 * {@code nightly} does; {@code -Dparsing.from=4711 -Dparsing.inputs=1} tries that one again.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class ParserFuzzTest {
    private static final long FROM = Long.getLong("parsing.from", 0);
    private static final long INPUTS = Long.getLong("parsing.inputs", 10_000);
    private static final List<MalformedAnswer> ALL = MalformedAnswer.all();
    private static final Task[] TASKS = Task.values();

    @Test
    void whateverIsAnsweredIsReadOrRefused() {
        for (long seed = FROM; seed < FROM + INPUTS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String answer = new Mutator(random, ALL).answer();
            for (Task task : TASKS) {
                read(seed, task, answer).ifPresent(reading -> assertShape(task, reading));
            }
        }
    }

    /** Whatever dress an answer comes in, and wherever it is cut off. */
    @Test
    void aDressedAnswerSaysWhatItSaysOrIsRefusedAndAPieceOfItToo() {
        for (long seed = FROM; seed < FROM + INPUTS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            DressedAnswer dressed = DressedAnswer.draw(random);
            int cut = random.nextInt(dressed.text().length());

            String whole = read(seed, dressed.task(), dressed.text()).orElse(dressed.reading());
            Optional<String> piece = read(seed, dressed.task(), dressed.text().substring(0, cut));

            assertThat(inAnyOrder(whole))
                    .as("-Dparsing.from=%d, %s", seed, dressed.text())
                    .isEqualTo(inAnyOrder(dressed.reading()));
            assertThat(piece.filter(reading -> cut < dressed.end() || !reading.equals(whole)))
                    .as("-Dparsing.from=%d, %s, cut off at %d", seed, dressed.text(), cut)
                    .isEmpty();
        }
    }

    /** A list has what stands in the text first. */
    private static List<String> inAnyOrder(String reading) {
        return Arrays.stream(reading.split("[\\[\\],]", -1)).sorted().toList();
    }

    private static Optional<String> read(long seed, Task task, String answer) {
        try {
            return TableJobs.reading(task, answer);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("-Dparsing.from=" + seed + ", " + task + ": " + answer, e);
        }
    }

    private static void assertShape(Task task, String reading) {
        switch (task) {
            case SENTIMENT ->
                assertThat(reading)
                        .matches("(positive|negative|neutral|mixed) -?(0\\.\\d+(E-\\d+)?|1\\.0|\\d\\.\\d+E-\\d+)");
            case EXTRACTION ->
                assertThat(Json.MAPPER.readTree(reading).propertyNames())
                        .containsExactly("person", "shop", "city", "staff");
            case SUMMARIZE -> assertThat(reading).isNotBlank();
        }
    }
}
