package io.textmill.worker.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.textmill.worker.quota.Portion.Interval;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PortionTest {
    @Test
    void joinsIntervalsThatTouchOrOverlap() {
        var portion = Portion.of(List.of(new Interval(0.5, 0.7), new Interval(0, 0.2), new Interval(0.2, 0.3)));

        assertThat(portion.intervals()).containsExactly(new Interval(0, 0.3), new Interval(0.5, 0.7));
        assertThat(portion.size()).isEqualTo(0.5, within(1e-12));
    }

    @Test
    void containsItsBeginningsAndNotItsEnds() {
        var portion = Portion.of(List.of(new Interval(0.25, 0.5), new Interval(0.75, 1)));

        assertThat(portion.contains(0)).isFalse();
        assertThat(portion.contains(0.25)).isTrue();
        assertThat(portion.contains(0.5)).isFalse();
        assertThat(portion.contains(0.999)).isTrue();
        assertThat(Portion.WHOLE.contains(0)).isTrue();
        assertThat(Portion.NONE.contains(0)).isFalse();
    }

    @Test
    void hasInAnIntersectionWhatIsInBoth() {
        var one = Portion.of(List.of(new Interval(0, 0.4), new Interval(0.5, 0.9)));
        var other = Portion.of(List.of(new Interval(0.3, 0.6)));

        assertThat(one.intersection(other))
                .isEqualTo(Portion.of(List.of(new Interval(0.3, 0.4), new Interval(0.5, 0.6))));
        assertThat(one.intersection(Portion.WHOLE)).isEqualTo(one);
        assertThat(one.intersection(Portion.NONE)).isEqualTo(Portion.NONE);
    }

    @Test
    void givesEveryUnitToExactlyOneOfThePortionsThatAreTheWhole() {
        var random = new SplittableRandom(1);
        for (int round = 0; round < 1_000; round++) {
            double first = random.nextDouble(0.01, 0.5);
            double second = random.nextDouble(0.51, 0.99);
            var middle = Portion.of(List.of(new Interval(first, second)));
            var rest = Portion.of(List.of(new Interval(0, first), new Interval(second, 1)));
            int total = random.nextInt(0, 40);
            double phase = random.nextDouble(0, 100);

            assertThat(middle.units(total, phase) + rest.units(total, phase)).isEqualTo(total);
            assertThat(middle.units(total, phase)).isEqualTo(counted(middle, total, phase));
        }
    }

    @Test
    void letsAFractionOfAUnitGoRoundWithThePhase() {
        var eighth = Portion.of(List.of(new Interval(0.25, 0.375)));
        int had = 0;
        for (int step = 0; step < 100; step++) {
            had += eighth.units(4, step / 100.0);
        }

        assertThat(had).as("half of the time one of four").isEqualTo(50);
    }

    @Test
    void refusesAnIntervalOutsideOfTheWhole() {
        assertThatThrownBy(() -> new Interval(0.5, 1.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Interval(0.5, 0.5)).isInstanceOf(IllegalArgumentException.class);
    }

    private static int counted(Portion portion, int total, double phase) {
        int units = 0;
        for (int i = 0; i < total; i++) {
            double point = (i + phase) / total;
            units += portion.contains(point - Math.floor(point)) ? 1 : 0;
        }
        return units;
    }
}
