package io.textmill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlotTest {
    private static final Pattern MARK = Pattern.compile("text-anchor=\"end\">([^<]*)<");

    @ParameterizedTest
    @CsvSource({
        "2310.2, 0 1000 2000 3000",
        "987, 0 250 500 750 1000",
        "4000, 0 1000 2000 3000 4000",
        "0.3, 0 0.1 0.2 0.3",
        "0, 0 1"
    })
    void theScaleHasRoundNumbersAndReachesTheLargestFigure(double largest, String marks) {
        String svg = Plot.svg("jobs/s", new Figure("jobs/s", List.of(largest / 2, largest)));

        assertThat(MARK.matcher(svg).results().map((MatchResult mark) -> mark.group(1)))
                .containsExactly(marks.split(" "));
    }
}
