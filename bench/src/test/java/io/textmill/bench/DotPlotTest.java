package io.textmill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DotPlotTest {
    private static final Pattern MARK = Pattern.compile("text-anchor=\"end\">([^<]*)<");

    @Test
    void theScaleHasRoundNumbersAroundAllValues() {
        String svg = svg(Map.of("a", figure(3, 40), "b", figure(7, 70)));

        assertThat(MARK.matcher(svg).results().map((MatchResult mark) -> mark.group(1)))
                .containsExactly("1", "2", "5", "10", "20", "50", "100");
    }

    @Test
    void theScaleNamesLargeNumbersInFull() {
        assertThat(svg(Map.of("a", figure(20_000, 70_000)))).contains(">100000<", ">20000<");
    }

    @Test
    void drawsADotForEachFigureAndOneForEachNameOfASeries() {
        assertThat(svg(Map.of("a", figure(3, 40))).split("<circle")).hasSize(1 + 1 + 2);
    }

    @Test
    void showsWhatIsNotAboveZeroAtTheBottom() {
        assertThat(svg(Map.of("a", figure(0, 5)))).doesNotContain("NaN").doesNotContain("Infinity");
    }

    private static String svg(Map<String, Figure> first) {
        var series = new LinkedHashMap<String, Map<String, Figure>>();
        series.put("one < two", first);
        series.put("nothing", Map.of());
        String svg = DotPlot.svg("title", List.of("a", "b"), series);
        assertThat(svg).contains("one &lt; two").endsWith("</svg>\n");
        return svg;
    }

    private static Figure figure(double least, double greatest) {
        return new Figure("", List.of(least, greatest));
    }
}
