package io.textmill.worker.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);

    private final Pace pace = new Pace(10);

    @Test
    void spreadsCallsEvenly() {
        var waits = IntStream.range(0, 4)
                .mapToObj(_ -> pace.take(NOW, LATER).orElseThrow().toMillis())
                .toList();

        assertThat(waits).containsExactly(0L, 100L, 200L, 300L);
    }

    @Test
    void savesNothingUpWhileIdle() {
        pace.take(NOW, LATER);
        Instant muchLater = NOW.plusSeconds(10);

        pace.take(muchLater, LATER);

        assertThat(pace.take(muchLater, LATER)).contains(Duration.ofMillis(100));
    }

    @Test
    void takesNothingForACallThatWouldBeTooLate() {
        pace.take(NOW, LATER);

        Optional<Duration> tooLate = pace.take(NOW, NOW.plusMillis(99));

        assertThat(tooLate).isEmpty();
        assertThat(pace.take(NOW, LATER)).contains(Duration.ofMillis(100));
    }

    @Test
    void holdsNothingBackWithoutALimit() {
        var unlimited = new Pace(Double.POSITIVE_INFINITY);
        unlimited.take(NOW, LATER);

        assertThat(unlimited.take(NOW, LATER)).contains(Duration.ZERO);
    }

    @Test
    void letsNothingGoDuringAPause() {
        pace.pauseUntil(NOW.plusSeconds(3));

        assertThat(pace.take(NOW, LATER)).contains(Duration.ofSeconds(3));
    }

    @Test
    void isNotHurriedByAShorterPause() {
        pace.pauseUntil(NOW.plusSeconds(3));
        pace.pauseUntil(NOW.plusSeconds(1));

        assertThat(pace.take(NOW, LATER)).contains(Duration.ofSeconds(3));
    }
}
