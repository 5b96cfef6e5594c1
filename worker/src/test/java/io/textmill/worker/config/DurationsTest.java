package io.textmill.worker.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "250ms,PT0.25S",
        "10s,PT10S",
        "60s,PT1M",
        "120s,PT2M",
        "10m,PT10M",
        "130s,PT2M10S",
        "60m,PT1H",
        "24h,PT24H",
        "7d,PT168H",
        "0s,PT0S"
    })
    void printsWhatItReads(String text, Duration duration) {
        assertThat(Durations.parse(text)).isEqualTo(duration);
        assertThat(Durations.print(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "s", "1.5s", "-1s", "10 s", "10S", "1w", "9999999999s", "PT10S"})
    void refusesAnythingElse(String text) {
        assertThat(Durations.parse(text)).isNull();
    }
}
