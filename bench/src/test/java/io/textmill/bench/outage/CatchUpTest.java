package io.textmill.bench.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.bench.quota.Traffic;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatchUpTest {
    private static final long SECOND = 1_000_000;

    /** Ten jobs a second for two minutes. */
    private static final List<Long> PUBLISHED =
            LongStream.range(0, 1_200).map(job -> job * SECOND / 10).boxed().toList();

    @Test
    void takesAsLongAsTheExcessOfTheRateNeedsForWhatPiledUp() {
        // Nothing for 20 s, then 20 calls a second: 200 jobs are late, 30 may be under way, 10 a second are made up
        // for.
        var traffic = new Traffic(answered(20 * SECOND, 120 * SECOND, 20));

        assertThat(CatchUp.seconds(PUBLISHED, traffic, 10, 20 * SECOND, 120 * SECOND))
                .isBetween(16.0, 18.0);
    }

    @Test
    void takesNoTimeWhenNothingHasPiledUp() {
        var traffic = new Traffic(answered(0, 120 * SECOND, 10));

        assertThat(CatchUp.seconds(PUBLISHED, traffic, 10, 20 * SECOND, 120 * SECOND))
                .isZero();
    }

    @Test
    void takesTheWholeStretchWhenItNeverHappens() {
        var refused = Stream.of(new Traffic.Call(30 * SECOND, false, 0));

        assertThat(CatchUp.seconds(PUBLISHED, new Traffic(refused.toList()), 10, 20 * SECOND, 120 * SECOND))
                .isEqualTo(100);
    }

    private static List<Traffic.Call> answered(long from, long to, int perSecond) {
        return LongStream.range(0, (to - from) * perSecond / SECOND)
                .mapToObj(call -> new Traffic.Call(from + call * SECOND / perSecond, true, 1))
                .toList();
    }
}
