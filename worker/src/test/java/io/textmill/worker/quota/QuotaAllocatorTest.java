package io.textmill.worker.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QuotaAllocatorTest {
    private static final FleetPartition A = new FleetPartition("jobs", 0);
    private static final FleetPartition B = new FleetPartition("jobs", 1);
    private static final FleetPartition C = new FleetPartition("retries", 0);
    private static final FleetPartition D = new FleetPartition("retries", 1);

    @Test
    void sizesPartitionsByBacklogWithALittleForTheEmptyOnes() {
        var reading = reading(Map.of(A, 80.0, B, 20.0, C, 0.0, D, 0.0));
        var backlog = new QuotaAllocator.Backlog(0.1);

        assertThat(backlog.portion(reading, Set.of(A)).size()).isEqualTo(0.025 + 0.9 * 0.8, within(1e-12));
        assertThat(backlog.portion(reading, Set.of(C, D)).size()).isEqualTo(0.05, within(1e-12));
    }

    @Test
    void dividesEvenlyWhereNothingWaits() {
        var reading = reading(Map.of(A, 0.0, B, 0.0, C, 0.0, D, 0.0));

        assertThat(QuotaAllocator.Backlog.DEFAULT.portion(reading, Set.of(B, C)).size())
                .isEqualTo(0.5, within(1e-12));
    }

    @Test
    void dividesEvenlyByPartitionWhateverWaits() {
        var reading = reading(Map.of(A, 80.0, B, 20.0, C, 0.0, D, 0.0));

        assertThat(new QuotaAllocator.Partition().portion(reading, Set.of(A)).size())
                .isEqualTo(0.25, within(1e-12));
    }

    @Test
    void leavesNothingOutAndGivesNothingTwiceHoweverPartitionsAreShared() {
        var random = new SplittableRandom(7);
        for (int round = 0; round < 500; round++) {
            int workers = random.nextInt(1, 9);
            var backlog = new HashMap<FleetPartition, Double>();
            var owned = new HashMap<Integer, Set<FleetPartition>>();
            for (int number = 0; number < random.nextInt(1, 60); number++) {
                var partition = new FleetPartition(random.nextBoolean() ? "jobs" : "retries", number);
                backlog.put(partition, random.nextBoolean() ? 0.0 : (double) random.nextInt(1_000_000));
                owned.computeIfAbsent(random.nextInt(workers), _ -> new HashSet<>())
                        .add(partition);
            }
            var reading = reading(backlog);
            var together = Portion.NONE;
            double sum = 0;
            for (Set<FleetPartition> ours : owned.values()) {
                var portion = QuotaAllocator.Backlog.DEFAULT.portion(reading, ours);
                assertThat(together.intersection(portion)).isEqualTo(Portion.NONE);
                together = together.union(portion);
                sum += portion.size();
            }

            assertThat(together).isEqualTo(Portion.WHOLE);
            assertThat(sum).isEqualTo(1, within(1e-9));
        }
    }

    @Test
    void givesPodsOfAStatefulSetEachTheirOwnStaticPart() {
        var together = Portion.NONE;
        for (int ordinal = 0; ordinal < 7; ordinal++) {
            together = together.union(new QuotaAllocator.Static(7, "textmill-" + ordinal).portion());
        }

        assertThat(together).isEqualTo(Portion.WHOLE);
        assertThat(new QuotaAllocator.Static(4, "of no number").portion().size())
                .isEqualTo(0.25, within(1e-12));
    }

    @Test
    void refusesAFleetOfNobody() {
        assertThatThrownBy(() -> new QuotaAllocator.Static(0, "w")).isInstanceOf(IllegalArgumentException.class);
    }

    private static FleetReading reading(Map<FleetPartition, Double> backlog) {
        return new FleetReading(Instant.EPOCH, backlog);
    }
}
