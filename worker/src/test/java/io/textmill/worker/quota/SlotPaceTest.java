package io.textmill.worker.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SlotPaceTest {
    private static final Duration GRACE = Duration.ofMillis(200);
    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void spacesTheCallsOfAWorkerThatIsAloneEvenly() {
        List<Instant> calls = calls(new SlotPace(10, GRACE, START), Portion.WHOLE, 1, Duration.ofSeconds(10));

        assertThat(calls).hasSize(101);
        assertThat(calls.getLast()).isEqualTo(START.plusSeconds(10));
    }

    @Test
    void sharesTheSlotsOutWithoutOverlapOrGap() {
        var parts = Stream.of(part(0, 0.37), part(0.37, 0.5), part(0.5, 1)).toList();

        List<Instant> together = parts.stream()
                .flatMap(portion -> calls(new SlotPace(10, GRACE, START), portion, 1, Duration.ofMinutes(1)).stream())
                .sorted()
                .toList();

        assertThat(together).isEqualTo(calls(new SlotPace(10, GRACE, START), Portion.WHOLE, 1, Duration.ofMinutes(1)));
    }

    @Test
    void spreadsTheSlotsOfAnyPortionEvenly() {
        for (double size : new double[] {0.01, 0.1, 0.25, 0.5, 0.9}) {
            List<Instant> calls =
                    calls(new SlotPace(10, GRACE, START), part(0.05, 0.05 + size), 1, Duration.ofMinutes(10));

            assertThat((double) calls.size()).isCloseTo(6000 * size, within(2.0));
            for (int i = 0; i + 10 < calls.size(); i++) {
                double seconds =
                        Duration.between(calls.get(i), calls.get(i + 10)).toMillis() / 1000.0;
                assertThat(seconds).isCloseTo(10 / (10 * size), within(0.35 / size));
            }
        }
    }

    @Test
    void usesAPartOfItsSlotsWhileSlowedDown() {
        assertThat(calls(new SlotPace(10, GRACE, START), Portion.WHOLE, 0.3, Duration.ofSeconds(100)))
                .hasSizeBetween(299, 301);
    }

    @Test
    void savesNothingUpWhileIdle() {
        var pace = new SlotPace(10, GRACE, START);
        Instant late = START.plusSeconds(60);

        List<Instant> calls = new ArrayList<>();
        for (Optional<Instant> next = next(pace, late, late, Portion.WHOLE, 1);
                next.isPresent();
                next = next(pace, late, late, Portion.WHOLE, 1)) {
            pace.take();
            calls.add(next.get());
        }

        assertThat(calls).hasSizeBetween(2, 3);
    }

    @Test
    void letsNothingGoWithoutAPortion() {
        assertThat(next(new SlotPace(10, GRACE, START), START, START.plusSeconds(60), Portion.NONE, 1))
                .isEmpty();
        assertThat(next(new SlotPace(Double.POSITIVE_INFINITY, GRACE, START), START, START, Portion.NONE, 1))
                .isEmpty();
    }

    @Test
    void letsEverythingGoWithoutALimit() {
        assertThat(next(new SlotPace(Double.POSITIVE_INFINITY, GRACE, START), START, START, Portion.WHOLE, 1))
                .hasValue(START);
    }

    @Test
    void goesOnAfterTheClockWasSetBack() {
        var pace = new SlotPace(10, GRACE, START);
        pace.next(START, START.plusSeconds(1), Portion.WHOLE, 1);
        pace.take();
        Instant hourAgo = START.minusSeconds(3600);

        assertThat(next(pace, hourAgo, hourAgo.plusSeconds(1), Portion.WHOLE, 1))
                .hasValueSatisfying(slot -> assertThat(slot).isBetween(hourAgo, hourAgo.plusMillis(100)));
    }

    @Test
    void dropsASlotThatIsNoLongerOurs() {
        var pace = new SlotPace(10, GRACE, START);
        Instant first = next(pace, START, START.plusSeconds(9), part(0, 0.5), 1).orElseThrow();

        Instant second =
                next(pace, START, START.plusSeconds(9), part(0.5, 1), 1).orElseThrow();

        assertThat(second).isNotEqualTo(first);
    }

    private static Portion part(double from, double to) {
        return Portion.of(List.of(new Portion.Interval(from, to)));
    }

    private static Optional<Instant> next(SlotPace pace, Instant now, Instant latest, Portion portion, double factor) {
        return pace.next(now, latest, portion, factor);
    }

    /** Every call that can be made from the start until then. */
    private static List<Instant> calls(SlotPace pace, Portion portion, double factor, Duration time) {
        var calls = new ArrayList<Instant>();
        Instant end = START.plus(time);
        Instant now = START;
        while (true) {
            Optional<Instant> next = pace.next(now, end, portion, factor);
            if (next.isEmpty()) {
                return calls;
            }
            now = next.get();
            pace.take();
            calls.add(now);
        }
    }
}
