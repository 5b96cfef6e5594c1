package io.textmill.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReportTest {
    private static final Figure RATE = new Figure("jobs/s", List.of(120.0, 80.0, 100.0));
    private static final Goal MET = new Goal("fast enough", "rate", true, 100);
    private static final Goal MISSED = new Goal("slow enough", "rate", false, 99.5);

    @Test
    void takesTheMiddleValueAsMedianAndTheMeanOfTwoInTheMiddle() {
        assertThat(RATE.median()).isEqualTo(100);
        assertThat(new Figure("", List.of(4.0, 1.0, 2.0, 3.0)).median()).isEqualTo(2.5);
    }

    @Test
    void carriesFiguresGoalsMachineAndCommand() {
        JsonNode json = Json.MAPPER.readTree(report("").json(Map.of("processors", "2"), Map.of("kafka", "4")));

        assertThat(json.at("/figures/rate/median").asDouble()).isEqualTo(100);
        assertThat(json.at("/figures/rate/min").asDouble()).isEqualTo(80);
        assertThat(json.at("/figures/rate/max").asDouble()).isEqualTo(120);
        assertThat(json.at("/goals/0").toString())
                .isEqualTo("{\"name\":\"fast enough\",\"target\":\">= 100\",\"measured\":100.0,\"met\":true}");
        assertThat(json.at("/goals/1/target").asString()).isEqualTo("<= 99.5");
        assertThat(json.at("/goals/1/met").asBoolean()).isFalse();
        assertThat(json.at("/machine/processors").asString()).isEqualTo("2");
        assertThat(json.path("command").asString()).isEqualTo("./textmill bench x");
        assertThat(json.path("seed").asInt()).isEqualTo(7);
    }

    @Test
    void missesItsGoalsWhenOneIsMissed() {
        assertThat(report("").goalsMet()).isFalse();
    }

    @Test
    void refusesAGoalForAFigureThatDoesNotExist() {
        assertThatThrownBy(() -> MET.against(Map.of("other", RATE)))
                .isInstanceOf(Failed.class)
                .hasMessageContaining("rate");
    }

    @Test
    void hasGoalsForBenchDemoInTheCommittedFile() {
        assertThat(Goal.of("demo", Path.of("").toAbsolutePath().resolveSibling(".")))
                .isNotEmpty();
    }

    @Test
    void drawsOnePointForEachRound() {
        assertThat(Plot.svg("a < b", RATE).split("<circle")).hasSize(4);
        assertThat(Plot.svg("a < b", RATE)).contains("a &lt; b").endsWith("</svg>\n");
    }

    @Test
    void writesAPageThatPointsAtPlotAndJson() {
        assertThat(report("").page("2026-01-02-x", Map.of(), Map.of()))
                .startsWith("# x, 2026-01-02\n")
                .contains("![one point a round](2026-01-02-x-all.svg)")
                .contains("| rate | 100.0 | 80.00 | 120.0 | jobs/s |")
                .contains("| slow enough | <= 99.5 | 100.0 | **no** |");
    }

    @Test
    void writesTheTextOfABenchInPlaceOfTheTableOfAllFigures() {
        assertThat(report("Rivals.\n").page("2026-01-02-x", Map.of(), Map.of()))
                .contains("Rivals.\n\n| goal |")
                .doesNotContain("| rate |");
    }

    @Test
    void namesTargetsInFull() {
        assertThat(new Goal("", "", true, 100_000).target()).isEqualTo(">= 100000");
        assertThat(new Goal("", "", true, 0.9).target()).isEqualTo(">= 0.9");
    }

    private static Report report(String text) {
        Map<String, Figure> figures = Map.of("rate", RATE);
        return new Report(
                "x",
                "About x.",
                "./textmill bench x",
                7,
                Instant.parse("2026-01-02T03:04:05Z"),
                figures,
                List.of(MET.against(figures), MISSED.against(figures)),
                "100 jobs/s",
                new Report.Annex(
                        Map.of("rival", "9"), text, List.of(new Report.Picture("all", "one point a round", "<svg/>"))));
    }
}
