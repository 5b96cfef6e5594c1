package io.textmill.worker.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitHintsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "retry-after-ms, 1500, 1500",
        "Retry-After-Ms, 0, 0",
        "Retry-After, 56, 56000",
        "retry-after, ' 2 ', 2000",
        "Retry-After, 0.5, 500",
        "Retry-After, 'Fri, 20 Nov 2026 02:00:30 GMT', 30000",
        "Retry-After, 'Fri, 20 Nov 2026 01:59:00 GMT', 0",
    })
    void readsTheWait(String name, String value, long millis) {
        assertThat(hint(name, value)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({
        "Retry-After, 999999999",
        "Retry-After, 601",
        "retry-after-ms, 600001",
        "Retry-After, 'Fri, 20 Nov 2026 03:00:00 GMT'",
    })
    void waitsTenMinutesAtMost(String name, String value) {
        assertThat(hint(name, value)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void waitsTenMinutesAtMostForALimit() {
        assertThat(hint("x-ratelimit-remaining-tokens", "0", "x-ratelimit-reset-tokens", "24h0m0s"))
                .isEqualTo(Duration.ofMinutes(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "soon", "1e9", "99999999999999999999", "Fri, 99 Nov 2026 02:00:30 GMT", "0x10"})
    void takesNoHintFromWhatItCannotRead(String value) {
        assertThat(hint("Retry-After", value, "retry-after-ms", value)).isNull();
    }

    @Test
    void prefersMillisecondsToSecondsToResets() {
        assertThat(hint(
                        "x-ratelimit-remaining-requests", "0",
                        "x-ratelimit-reset-requests", "9s",
                        "Retry-After", "5",
                        "retry-after-ms", "1"))
                .isEqualTo(Duration.ofMillis(1));
        assertThat(hint(
                        "x-ratelimit-remaining-requests", "0",
                        "x-ratelimit-reset-requests", "9s",
                        "Retry-After", "5"))
                .isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void waitsForAllLimitsOfWhichNothingIsLeft() {
        assertThat(hint(
                        "x-ratelimit-remaining-requests", "0",
                        "x-ratelimit-reset-requests", "1s",
                        "x-ratelimit-remaining-tokens", "0",
                        "x-ratelimit-reset-tokens", "6m0s",
                        "x-ratelimit-remaining-project-tokens", "17",
                        "x-ratelimit-reset-project-tokens", "1h0m0s"))
                .isEqualTo(Duration.ofMinutes(6));
    }

    @Test
    void readsAzuresWholeSeconds() {
        assertThat(hint("x-ratelimit-remaining-tokens", "0", "x-ratelimit-reset-tokens", "12"))
                .isEqualTo(Duration.ofSeconds(12));
    }

    @ParameterizedTest
    @CsvSource({"1, 1s", "-1, 1s", "0, -1", "0, ''", "0, later", "0, 1s later", "0, 1x"})
    void takesNoHintFromAResetThatDoesNotBind(String remaining, String reset) {
        assertThat(hint("x-ratelimit-remaining-tokens", remaining, "x-ratelimit-reset-tokens", reset))
                .isNull();
    }

    @Test
    void takesNoHintFromALimitWithoutAReset() {
        assertThat(hint("x-ratelimit-remaining-tokens", "0")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "1s, PT1S",
        "6m0s, PT6M",
        "12ms, PT0.012S",
        "1h2m3.5s, PT1H2M3.5S",
        "250µs, PT0.00025S",
        "250us, PT0.00025S",
        "7ns, PT0.000000007S",
        "0s, PT0S",
    })
    void readsGoDurations(String go, Duration duration) {
        assertThat(WaitHints.goDuration(go)).isEqualTo(duration);
    }

    private static @Nullable Duration hint(String... namesAndValues) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.computeIfAbsent(namesAndValues[i], _ -> new ArrayList<>()).add(namesAndValues[i + 1]);
        }
        return WaitHints.of(HttpHeaders.of(headers, (_, _) -> true), NOW);
    }
}
