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
        window.add(START, 1);
        assertThat(window.untilRoom(START, 1)).isEqualTo(Duration.ZERO);

        window.add(START.plusSeconds(3), 1);

        assertThat(window.untilRoom(START.plusSeconds(4), 1)).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void countsACallUntilJustBeforeTheLengthHasPassed() {
        window.add(START, 1);
        window.add(START, 1);

        assertThat(window.untilRoom(START.plusSeconds(10).minusNanos(1), 1)).isEqualTo(Duration.ofNanos(1));
        assertThat(window.untilRoom(START.plusSeconds(10), 1)).isEqualTo(Duration.ZERO);
    }

    @Test
    void hasRoomForAHeavyCallOnceEnoughOfTheOldOnesNoLongerCount() {
        var tokens = new SlidingWindow(100, Duration.ofSeconds(60));
        tokens.add(START, 30);
        tokens.add(START.plusSeconds(10), 30);
        tokens.add(START.plusSeconds(20), 30);

        assertThat(tokens.untilRoom(START.plusSeconds(20), 10)).isEqualTo(Duration.ZERO);
        assertThat(tokens.untilRoom(START.plusSeconds(20), 11)).isEqualTo(Duration.ofSeconds(40));
        assertThat(tokens.untilRoom(START.plusSeconds(20), 41)).isEqualTo(Duration.ofSeconds(50));
        assertThat(tokens.untilRoom(START.plusSeconds(20), 101)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void isEmptyWhenItsLastCallNoLongerCounts() {
        window.add(START, 1);
        window.add(START.plusSeconds(3), 1);

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
            if (strict.untilRoom(now, 1).isZero()) {
                strict.add(now, 1);
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
