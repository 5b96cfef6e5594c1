package io.textmill.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Duration LENGTH = Duration.ofMinutes(5);

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(Plan.draw(7, LENGTH)).isEqualTo(Plan.draw(7, LENGTH)).isNotEqualTo(Plan.draw(8, LENGTH));
    }

    @Test
    void hasEachKindOfFaultWithinAMinute() {
        for (long seed = 0; seed < 100; seed++) {
            assertThat(Plan.draw(seed, Duration.ofMinutes(1)).counts())
                    .as("seed %d", seed)
                    .containsOnlyKeys(Fault.Kind.values());
        }
    }

    @Test
    void doesNothingToATargetBeforeTheLastThingIsUndone() {
        for (long seed = 0; seed < 100; seed++) {
            for (int target = 1; target <= Plan.TARGETS; target++) {
                int worker = target;
                assertApart(Plan.draw(seed, LENGTH).faults().stream()
                        .filter(fault -> fault.kind().isOfWorker() && fault.target() == worker)
                        .toList());
            }
        }
    }

    @Test
    void neverTakesTwoBrokersAtATime() {
        for (long seed = 0; seed < 100; seed++) {
            assertApart(Plan.draw(seed, LENGTH).faults().stream()
                    .filter(fault -> !fault.kind().isOfWorker())
                    .toList());
        }
    }

    private static void assertApart(List<Fault> faults) {
        for (int i = 1; i < faults.size(); i++) {
            Fault before = faults.get(i - 1);
            assertThat(faults.get(i).at()).isGreaterThan(before.at().plus(before.lasts()));
        }
    }
}
