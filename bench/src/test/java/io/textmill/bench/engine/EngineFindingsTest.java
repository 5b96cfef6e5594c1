package io.textmill.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.bench.Figure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineFindingsTest {
    private static final Extent EXTENT =
            new Extent(3, Duration.ofMinutes(1), Duration.ofSeconds(1), 10, List.of(10), List.of(10));

    @Test
    void comparesRatesOfTheSameRoundOnly() {
        var findings =
                findings(trial(Arm.OURS, 1, 100), trial(Arm.RAW, 1, 200), trial(Arm.OURS, 2, 90), trial(Arm.RAW, 3, 1));

        assertThat(findings.figures().get("oursOver.raw.10ms").values()).containsExactly(0.5);
    }

    @Test
    void leavesOutWhatIsVoid() {
        var findings = findings(trial(Arm.OURS, 1, 100), Trial.isVoid(Arm.OURS, 2, "one missing"));

        assertThat(findings.figures().get("jobsPerSecond.ours.10ms").values()).containsExactly(100.0);
        assertThat(findings.voids()).extracting(Trial::fault).containsExactly("one missing");
    }

    @Test
    void hasNoFigureOfAnArmThatIsVoidInEveryRound() {
        var findings = findings(trial(Arm.OURS, 1, 100), Trial.isVoid(Arm.RAW, 1, "gone"));

        assertThat(findings.figures().keySet())
                .contains("jobsPerSecond.ours.10ms")
                .noneMatch(name -> name.contains("raw"));
    }

    @Test
    void namesDelaysByArmAndWork() {
        Map<String, Figure> figures = findings(trial(Arm.OURS, 1, 100)).figures();

        assertThat(figures.get("addedP50.ours.10ms").values()).containsExactly(3.0);
        assertThat(figures.get("addedP99.ours.10ms").values()).containsExactly(9.0);
        assertThat(figures.get("halfLoad.ours.10ms").values()).containsExactly(50.0);
    }

    @Test
    void addsUpDuplicates() {
        var findings = findings(
                new Trial(Arm.RAW, 1, Map.of(), Map.of(), 2, "x"), new Trial(Arm.RAW, 2, Map.of(), Map.of(), 3, "x"));

        assertThat(findings.duplicates(Arm.RAW)).isEqualTo(5);
    }

    @Test
    void tellsAReaderAllThatMatters() {
        var text = new ResultText(findings(
                trial(Arm.OURS, 1, 100),
                trial(Arm.PARALLEL_CONSUMER_TRANSACTIONAL, 1, 20),
                Trial.isVoid(Arm.RAW, 1, "3 missing\n  and its log")));

        assertThat(text.tables())
                .contains("| ours | 100.0 (100.0 to 100.0) |")
                .contains("| parallel-consumer-transactional | 5.000 (5.000 to 5.000) |")
                .contains("| ours | 10 ms | 50.00 (50.00 to 50.00) | 3.000 (3.000 to 3.000) | 9.000 (9.000 to 9.000) |")
                .contains("Void: raw in round 1: 3 missing\n")
                .contains("ours 0, raw 0")
                .contains("at most 10 jobs at a time");
        assertThat(text.headline())
                .isEqualTo("100.0 jobs/s exactly once at 10 ms of work, 5.000 times Parallel Consumer's transactional"
                        + " mode; adds 3.000 ms at p50 and 9.000 ms at p99 at half load");
        assertThat(text.pictures()).hasSize(2);
    }

    private static Findings findings(Trial... trials) {
        return new Findings(EXTENT, List.of(trials));
    }

    private static Trial trial(Arm arm, int round, double rate) {
        return new Trial(arm, round, Map.of(10, rate), Map.of(10, new Delay(rate / 2, 3, 9)), 0, "");
    }
}
