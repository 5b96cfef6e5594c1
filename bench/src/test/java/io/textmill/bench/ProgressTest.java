package io.textmill.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, UTF_8);

    @Test
    void tellsCountsTimeAndRate() {
        assertThat(Progress.line(34, 68, 3, Duration.ofMillis(2_500)))
                .isEqualTo("34 of 68 answered, 3 failed, 2.5 s, 14 jobs/s");
    }

    @Test
    void fillsTheBarInProportion() {
        assertThat(Progress.bar(1, 3)).isEqualTo("█".repeat(10) + "░".repeat(20));
    }

    @Test
    void redrawsItsLineOnATerminal() {
        var progress = new Progress(out, true);

        progress.show(1, 2, 0, Duration.ofMillis(100));
        progress.show(1, 2, 0, Duration.ofMillis(150));
        progress.show(2, 2, 0, Duration.ofMillis(160));
        progress.done();

        assertThat(List.of(bytes.toString(UTF_8).split("\r")))
                .hasSize(3)
                .last()
                .satisfies(line -> assertThat(line).contains("2 of 2 answered").endsWith("\n"));
    }

    @Test
    void writesALineNowAndThenElsewhereAndAlwaysTheLast() {
        var progress = new Progress(out, false);

        progress.show(1, 4, 0, Duration.ofSeconds(1));
        progress.show(2, 4, 0, Duration.ofSeconds(2));
        progress.show(3, 4, 0, Duration.ofSeconds(3));
        progress.show(4, 4, 1, Duration.ofMillis(3_100));
        progress.done();

        assertThat(bytes.toString(UTF_8).lines())
                .extracting(line -> line.substring(0, line.indexOf(',')))
                .containsExactly("1 of 4 answered", "3 of 4 answered", "4 of 4 answered");
    }
}
