package io.textmill.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetryTierTest {
    @ParameterizedTest
    @CsvSource({
        "PT-5S, 10s",
        "PT0S, 10s",
        "PT10S, 10s",
        "PT59S, 10s",
        "PT1M, 1m",
        "PT9M59S, 1m",
        "PT10M, 10m",
        "PT1H, 1h"
    })
    void isTheLongestThatIsNotLongerThanTheWait(Duration wait, String label) {
        assertThat(RetryTier.of(wait).label()).isEqualTo(label);
    }

    @ParameterizedTest
    @EnumSource
    void roundsDueTimesUpNeverDown(RetryTier tier) {
        Instant due = Instant.parse("2026-11-20T10:00:00.000000001Z");

        Instant rounded = tier.roundUp(due);

        assertThat(rounded)
                .isAfter(due)
                .isBefore(due.plus(Duration.ofMinutes(1)).plusMillis(1));
        assertThat(tier.roundUp(rounded)).isEqualTo(rounded);
    }

    @Test
    void leavesFullSecondsAlone() {
        Instant due = Instant.parse("2026-11-20T10:00:07Z");

        assertThat(RetryTier.TEN_SECONDS.roundUp(due)).isEqualTo(due);
    }
}
