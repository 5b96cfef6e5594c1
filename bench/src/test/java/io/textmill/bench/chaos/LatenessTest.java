package io.textmill.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Times are seconds from a start; each second call was to wait 10 s. */
class LatenessTest {
    private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void countsFromTheAnswerThatAllowsForTheCall() {
        assertThat(Lateness.of(List.of(call(0, 1, 2), call(1, 15, 16))))
                .isEqualTo(new Lateness(0, Duration.ofSeconds(3)));
    }

    @Test
    void findsACallThatWasMadeTooEarly() {
        assertThat(Lateness.of(List.of(call(0, 1, 2), call(1, 11, 12))).early()).isEqualTo(1);
    }

    @Test
    void countsFromTheLastAnswerWhenThereWereTwo() {
        assertThat(Lateness.of(List.of(call(0, 1, 2), call(0, 4, 5), call(1, 15, 16))))
                .isEqualTo(new Lateness(0, Duration.ZERO));
    }

    @Test
    void takesACallThatWasMadeAgainForNoneThatWasLate() {
        assertThat(Lateness.of(List.of(call(0, 1, 2), call(1, 12, 13), call(1, 60, 61))))
                .isEqualTo(new Lateness(0, Duration.ZERO));
    }

    private static Call call(int step, int begin, int end) {
        Duration pause = step == 0 ? Duration.ZERO : Duration.ofSeconds(10);
        return new Call(
                "j", step, "w1.1", "jobs-3", true, pause, START.plusSeconds(begin), START.plusSeconds(end), true);
    }
}
