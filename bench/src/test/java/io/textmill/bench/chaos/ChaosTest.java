package io.textmill.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.bench.Children;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./textmill bench chaos --quick} runs. */
class ChaosTest {
    private static final Chaos.Settings QUICK = new Chaos.Settings(1, 1_500, Duration.ofMinutes(1));

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    @Timeout(600)
    void leavesOneOutcomeOfEachJobAndNoCallRepeatedWithoutAReason() throws Exception {
        try (var children = new Children(() -> {}, () -> {})) {
            Chaos.Run run = new Chaos(QUICK, System.out::println).run(folder, children);

            ChaosFigures.lines(run).forEach(System.out::println);
            Outcome outcome = run.outcome();
            assertThat(outcome.missing()).as("missing").isZero();
            assertThat(outcome.duplicates()).as("duplicates").isZero();
            assertThat(outcome.wrong()).as("wrong").isZero();
            assertThat(outcome.repeats().unexplained()).as("unexplained").isEmpty();
            assertThat(outcome.lateness().early()).as("early").isZero();
            assertThat(run.stories()).as("workers that ended by themselves").noneMatch(Story::died);
            // Otherwise nothing was tried, or the log is not understood any more.
            assertThat(run.stories()).allMatch(story -> story.log().assignments() > 0);
            assertThat(outcome.repeats().all()).isNotEmpty();
        }
    }
}
