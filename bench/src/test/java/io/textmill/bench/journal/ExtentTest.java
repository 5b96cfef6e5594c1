package io.textmill.bench.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExtentTest {
    private static final Extent THREE_IN_FIVE_MINUTES =
            new Extent(3, Duration.ofMinutes(5), Duration.ofSeconds(10), 1_000);

    @Test
    void goesOnWhileThereAreRoundsLeftAndTimeForOneMore() {
        assertThat(THREE_IN_FIVE_MINUTES.goesOnAfter(1, Duration.ofSeconds(90))).isTrue();
        assertThat(THREE_IN_FIVE_MINUTES.goesOnAfter(2, Duration.ofSeconds(200)))
                .isTrue();
        assertThat(THREE_IN_FIVE_MINUTES.goesOnAfter(3, Duration.ofSeconds(10))).isFalse();
    }

    @Test
    void beginsNoRoundThatWouldProbablyEndTooLate() {
        assertThat(THREE_IN_FIVE_MINUTES.goesOnAfter(2, Duration.ofSeconds(201)))
                .isFalse();
    }

    @Test
    void measuresOneRoundHoweverLittleTimeThereIs() {
        assertThat(THREE_IN_FIVE_MINUTES.goesOnAfter(0, Duration.ofHours(1))).isTrue();
    }
}
