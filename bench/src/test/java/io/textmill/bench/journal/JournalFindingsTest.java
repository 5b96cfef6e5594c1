package io.textmill.bench.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JournalFindingsTest {
    private static final Measured.Writes NOTHING = new Measured.Writes(0, 0, 0);

    @Test
    void takesDifferencesAndRatiosWithinARound() {
        var findings = new Findings(List.of(
                new Findings.Round(with(503, 800), without(500, 1_000)),
                new Findings.Round(with(505, 900), without(501, 1_000))));

        var figures = findings.figures();

        assertThat(figures.get("addedMedian").values()).containsExactly(3.0, 4.0);
        assertThat(figures.get("throughputRatio").values()).containsExactly(0.8, 0.9);
        assertThat(findings.headline()).contains("3.500 ms to a call at the median", "3.000 appends", "85 %");
    }

    @Test
    void dividesWritesByTheCallsThatCameMeanwhile() {
        Measured with = with(503, 800);

        assertThat(with.appendsPerCall()).isEqualTo(3);
        assertThat(with.bytesPerCall()).isEqualTo(1_200);
        assertThat(with.appendMillis()).isEqualTo(2, within(1e-9));
        assertThat(without(500, 1_000).appendMillis()).as("nothing was written").isZero();
    }

    @Test
    void findsQuantilesByRank() {
        var hundred = new Measured(
                LongStream.rangeClosed(1, 100).map(i -> 101 - i).boxed().toList(), NOTHING, 1);

        assertThat(hundred.quantile(0.5)).isEqualTo(50);
        assertThat(hundred.quantile(0.99)).isEqualTo(99);
        assertThat(new Measured(List.of(7L), NOTHING, 1).quantile(0.99)).isEqualTo(7);
    }

    @Test
    void refusesToSayAnythingOfNoCalls() {
        assertThatThrownBy(() -> new Measured(List.of(), NOTHING, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Measured with(long millis, double jobsPerSecond) {
        return new Measured(List.of(millis, millis), new Measured.Writes(6, 2_400, 0.012), jobsPerSecond);
    }

    private static Measured without(long millis, double jobsPerSecond) {
        return new Measured(List.of(millis, millis), NOTHING, jobsPerSecond);
    }
}
