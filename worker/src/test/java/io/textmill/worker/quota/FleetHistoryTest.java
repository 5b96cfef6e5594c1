package io.textmill.worker.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FleetHistoryTest {
    private static final FleetPartition A = new FleetPartition("jobs", 0);
    private static final FleetPartition B = new FleetPartition("jobs", 1);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final QuotaAllocator BACKLOG = new QuotaAllocator.Backlog(0.02);

    @Test
    void takesNothingBeforeItKnowsAnything() {
        assertThat(FleetHistory.EMPTY.portion(BACKLOG, Set.of(A), START)).isEqualTo(Portion.NONE);
    }

    @Test
    void usesAReadingFromTheNextTickOn() {
        var history = FleetHistory.EMPTY.with(reading(0, 50, 50));

        assertThat(history.portion(BACKLOG, Set.of(A), at(1.999))).isEqualTo(Portion.NONE);
        assertThat(history.portion(BACKLOG, Set.of(A), at(2)).size()).isEqualTo(0.5, within(1e-12));
    }

    @Test
    void growsOnlyAfterTwoReadingsAndShrinksAfterOne() {
        var history = FleetHistory.EMPTY.with(reading(0, 50, 50)).with(reading(2, 100, 0));

        assertThat(history.portion(BACKLOG, Set.of(A), at(4)).size()).isEqualTo(0.5, within(1e-12));
        assertThat(history.portion(BACKLOG, Set.of(B), at(4)).size()).isEqualTo(0.01, within(1e-12));

        var agreed = history.with(reading(4, 100, 0));
        assertThat(agreed.portion(BACKLOG, Set.of(A), at(6)).size()).isEqualTo(0.99, within(1e-12));
    }

    @Test
    void followsWhatTheGroupGivesAndTakesAtOnce() {
        var history = FleetHistory.EMPTY.with(reading(0, 50, 50)).with(reading(2, 50, 50));

        assertThat(history.portion(BACKLOG, Set.of(A, B), at(5))).isEqualTo(Portion.WHOLE);
        assertThat(history.portion(BACKLOG, Set.of(), at(5))).isEqualTo(Portion.NONE);
    }

    @Test
    void overlapsWithNobodyAfterMissingOneReading() {
        var others = FleetHistory.EMPTY
                .with(reading(0, 50, 50))
                .with(reading(2, 90, 10))
                .with(reading(4, 20, 80));
        var missedOne = FleetHistory.EMPTY.with(reading(0, 50, 50)).with(reading(2, 90, 10));

        var ours = missedOne.portion(BACKLOG, Set.of(A), at(6.5));
        var theirs = others.portion(BACKLOG, Set.of(B), at(6.5));

        assertThat(ours.isEmpty()).isFalse();
        assertThat(ours.intersection(theirs)).isEqualTo(Portion.NONE);
    }

    @Test
    void takesNoMoreThanTheEvenShareAfterTheLeaseAndNothingAfterTheSilence() {
        var history = FleetHistory.EMPTY.with(reading(0, 90, 10)).with(reading(2, 90, 10));

        assertThat(history.portion(BACKLOG, Set.of(A), at(7.999)).size()).isGreaterThan(0.85);
        assertThat(history.portion(BACKLOG, Set.of(A), at(8)).size()).isEqualTo(0.5, within(1e-12));
        assertThat(history.portion(BACKLOG, Set.of(B), at(8)).size()).isLessThan(0.15);
        assertThat(history.portion(BACKLOG, Set.of(A), at(45.999)).size()).isEqualTo(0.5, within(1e-12));
        assertThat(history.portion(BACKLOG, Set.of(A), at(46))).isEqualTo(Portion.NONE);
    }

    @Test
    void forgetsWhatLiesBeforeALongSilence() {
        var history = FleetHistory.EMPTY.with(reading(0, 10, 90)).with(reading(20, 90, 10));

        assertThat(history.portion(BACKLOG, Set.of(A), at(22)).size()).isGreaterThan(0.85);
    }

    private static FleetReading reading(int second, double ofA, double ofB) {
        return new FleetReading(START.plusSeconds(second), Map.of(A, ofA, B, ofB));
    }

    private static Instant at(double second) {
        return START.plus(Duration.ofMillis(Math.round(second * 1000)));
    }
}
