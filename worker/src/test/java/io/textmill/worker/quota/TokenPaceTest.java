package io.textmill.worker.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenPaceTest {
    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    private record Used(Instant at, TokenPace.Reserved reserved, long tokens) {}

    @Test
    void neverHasMoreThanTheLimitInAnyMinute() {
        for (long seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var pace = new TokenPace(10_000, START);
            var used = new ArrayList<Used>();
            var running = new ArrayDeque<Used>();
            Instant now = START;
            while (now.isBefore(START.plusSeconds(300))) {
                long most = random.nextLong(50, 1_500);
                now = pace.next(now, most, 0.5);
                used.add(new Used(now, pace.take(now, most), most));
                running.add(used.getLast());
                if (random.nextBoolean()) {
                    // What a call gives back may be used by others, but it was counted while it ran.
                    Used ended = running.remove();
                    long real = ended.tokens() / (1 + random.nextInt(3));
                    pace.settle(ended.reserved(), real);
                    used.set(used.indexOf(ended), new Used(ended.at(), ended.reserved(), real));
                }
                assertThat(lastMinute(used, now)).as("seed %d", seed).isLessThanOrEqualTo(5_000);
            }
        }
    }

    @Test
    void usesTheLimitButForWhatTheNextCallReserves() {
        var pace = new TokenPace(6_000, START);
        Instant now = START;
        long sum = 0;
        while (now.isBefore(START.plusSeconds(600))) {
            now = pace.next(now, 300, 1);
            TokenPace.Reserved reserved = pace.take(now, 300);
            pace.settle(reserved, 100);
            sum += 100;
        }

        assertThat((double) sum).isCloseTo(10 * (6_000 - 200), within(600.0));
    }

    @Test
    void letsACallGoThatIsLargerThanItsShareOnceTheMinuteIsClear() {
        var pace = new TokenPace(1_000, START);
        pace.take(START, 100);

        assertThat(pace.next(START, 5_000, 0.1)).isCloseTo(START.plusSeconds(60), within(1, ChronoUnit.SECONDS));
    }

    @Test
    void earnsAtTheRateOfTheMomentWhatItTookWithASmallShare() {
        var pace = new TokenPace(6_000, START);
        pace.next(START, 600, 0.01);
        pace.take(START, 600);
        Instant later = START.plusSeconds(1);

        assertThat(pace.next(later, 600, 0.5)).isCloseTo(later.plusSeconds(12), within(1, ChronoUnit.SECONDS));
    }

    @Test
    void waitsForNothingWithoutALimit() {
        var pace = new TokenPace(Double.POSITIVE_INFINITY, START);
        pace.settle(pace.take(START, 1_000_000), 5);

        assertThat(pace.next(START, 1_000_000, 1)).isEqualTo(START);
    }

    private static long lastMinute(List<Used> used, Instant now) {
        Instant from = now.minus(Duration.ofMinutes(1));
        return used.stream()
                .filter(one -> one.at().isAfter(from))
                .mapToLong(Used::tokens)
                .sum();
    }
}
