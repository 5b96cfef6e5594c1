package io.textmill.bench.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private static final long SECOND = 1_000_000;
    private static final Limit TEN = new Limit(10, 0);

    /** Ten calls a second, evenly, from 0 to 120 s. */
    private static final Traffic EVEN = new Traffic(IntStream.range(0, 1_200)
            .mapToObj(call -> new Traffic.Call(call * 100_000L, true, 50))
            .toList());

    @Test
    void readsWhatASimulatorSays() {
        var traffic = Traffic.parse("""
            {"after":0,"calls":[{"at":2500000,"accepted":false,"code":"x","tokens":0},
             {"at":1500000,"accepted":true,"code":"stop","tokens":12}]}
            """);

        assertThat(traffic.calls())
                .containsExactly(new Traffic.Call(1_500_000, true, 12), new Traffic.Call(2_500_000, false, 0));
    }

    @Test
    void findsTheFullUseAndNoOvershootOfCallsThatComeEvenly() {
        assertThat(EVEN.between(10 * SECOND, 70 * SECOND).utilisation(TEN, 60)).isEqualTo(1, within(1e-9));
        assertThat(List.of(1, 10, 60)).allMatch(window -> EVEN.overshoot(TEN, window, 0, 120 * SECOND) == 0);
    }

    @Test
    void measuresTokensWhereTheyAreNearerToTheirLimit() {
        // 10 calls of 50 tokens a second are 30,000 a minute.
        assertThat(EVEN.between(0, 60 * SECOND).utilisation(new Limit(20, 30_000), 60))
                .isEqualTo(1, within(1e-9));
    }

    @Test
    void countsWhatCameBeyondTheLimitRefusedOrNot() {
        var burst = IntStream.range(0, 5).mapToObj(call -> new Traffic.Call(100 * SECOND + call * 1_000L, false, 0));
        var traffic = new Traffic(Stream.concat(EVEN.calls().stream(), burst).toList());

        assertThat(traffic.overshoot(TEN, 1, 90 * SECOND, 110 * SECOND)).isEqualTo(5);
        assertThat(traffic.overshoot(TEN, 60, 90 * SECOND, 110 * SECOND)).isEqualTo(5);
        assertThat(traffic.overshoot(TEN, 1, 0, 90 * SECOND)).isZero();
        assertThat(traffic.refused()).isEqualTo(5);
    }

    @Test
    void settlesWhenTenSecondsAreAlmostFull() {
        var late = EVEN.between(20 * SECOND, 120 * SECOND);

        assertThat(EVEN.secondsToSettle(TEN, 0, 60 * SECOND)).isZero();
        assertThat(late.secondsToSettle(TEN, 0, 60 * SECOND)).isEqualTo(20);
        assertThat(new Traffic(List.of()).secondsToSettle(TEN, 0, 60 * SECOND)).isEqualTo(60);
    }

    @Test
    void countsAcceptedCallsInEachSecond() {
        assertThat(EVEN.perSecond(50_000, 3_050_000)).containsExactly(10.0, 10.0, 10.0);
    }

    @Test
    void countsRefusedCallsInEachSecondByThemselves() {
        var traffic = new Traffic(List.of(
                new Traffic.Call(SECOND, true, 1),
                new Traffic.Call(SECOND + 1, false, 0),
                new Traffic.Call(2 * SECOND, false, 0)));

        assertThat(traffic.refusedPerSecond(SECOND, 3 * SECOND)).containsExactly(1.0, 1.0);
    }

    @Test
    void putsFourOfFiveJobsIntoOnePartitionWhenSkewed() {
        assertThat(IntStream.range(0, 10_000).filter(job -> Load.SKEW.partitionOf(job) == 7))
                .hasSizeBetween(8_000, 8_100);
        assertThat(IntStream.range(0, 10_000).map(Load.SKEW::partitionOf).distinct())
                .hasSize(Load.PARTITIONS);
        assertThat(IntStream.range(0, 2_400).filter(job -> Load.EVEN.partitionOf(job) == 7))
                .hasSize(100);
    }
}
