package io.textmill.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final SlidingWindow window = new SlidingWindow(2, Duration.ofSeconds(10));

    @Test
    void hasRoomUntilTheMostCallsCount() {
        window.add(START);
        assertThat(window.untilRoom(START)).isEqualTo(Duration.ZERO);

        window.add(START.plusSeconds(3));

        assertThat(window.untilRoom(START.plusSeconds(4))).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void countsACallUntilJustBeforeTheLengthHasPassed() {
        window.add(START);
        window.add(START);

        assertThat(window.untilRoom(START.plusSeconds(10).minusNanos(1))).isEqualTo(Duration.ofNanos(1));
        assertThat(window.untilRoom(START.plusSeconds(10))).isEqualTo(Duration.ZERO);
    }

    @Test
    void isEmptyWhenItsLastCallNoLongerCounts() {
        window.add(START);
        window.add(START.plusSeconds(3));

        assertThat(window.untilEmpty(START.plusSeconds(4))).isEqualTo(Duration.ofSeconds(9));
        assertThat(window.untilEmpty(START.plusSeconds(13))).isEqualTo(Duration.ZERO);
    }

    @Test
    void neverAdmitsMoreThanTheMostInAnyStretchOfItsLength() {
        var random = new SplittableRandom(7);
        var strict = new SlidingWindow(20, Duration.ofSeconds(1));
        var admitted = new ArrayList<Instant>();
        var now = START;
        for (int i = 0; i < 20_000; i++) {
            now = now.plusMillis(random.nextInt(60));
            if (strict.untilRoom(now).isZero()) {
                strict.add(now);
                admitted.add(now);
            }
        }

        assertThat(admitted).hasSizeGreaterThan(5_000);
        for (int i = 20; i < admitted.size(); i++) {
            assertThat(Duration.between(admitted.get(i - 20), admitted.get(i)))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }
}
