package io.textmill.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtentTest {
    private static final Extent FOUR_SECONDS =
            new Extent(5, Duration.ofMinutes(10), Duration.ofSeconds(4), 1_000, List.of(0), List.of());

    @ParameterizedTest
    @CsvSource({
        // As fast as the arm is without work, in whole turns of 1,000.
        "5200, 0, 21000",
        // 1,000 at a time cannot do more than 1,000 a second.
        "5200, 1000, 4000",
        // The arm itself is slower than the work is.
        "5200, 10, 21000",
        // At least one turn, at most what is held with ease.
        "3, 0, 1000",
        "90000, 0, 50000"
    })
    void takesAsManyJobsAsTheArmDoesInTheTime(double idlePerSecond, int workMillis, int jobs) {
        assertThat(FOUR_SECONDS.jobs(idlePerSecond, workMillis)).isEqualTo(jobs);
    }

    @Test
    void beginsNoRoundThatWouldEndTooLate() {
        assertThat(FOUR_SECONDS.hasTimeAfter(0, Duration.ofMinutes(11))).isTrue();
        assertThat(FOUR_SECONDS.hasTimeAfter(4, Duration.ofMinutes(8))).isTrue();
        assertThat(FOUR_SECONDS.hasTimeAfter(4, Duration.ofMinutes(9))).isFalse();
    }
}
