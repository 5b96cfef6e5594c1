package io.textmill.bench.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.textmill.bench.Figure;
import io.textmill.bench.Goal;
import io.textmill.bench.Jars;
import io.textmill.bench.quota.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OutageFindingsTest {
    private static final long SECOND = 1_000_000;

    /** Phases of 100 s, with 100 calls each that are not answered; 1,000 jobs for each of the four that answer. */
    private static final Findings FINDINGS = new Findings(observed());

    private final Map<String, Figure> figures = FINDINGS.figures();

    @Test
    void comparesTheCallsOfTheWorkerWithTheJobs() {
        assertThat(figures.get("callsOverNeeded").median()).isEqualTo(1.15, within(1e-9));
        assertThat(figures.get("chargedOverNeeded").median()).isEqualTo(1.01, within(1e-9));
        assertThat(figures.get("unrecorded").median()).isEqualTo(5);
    }

    @Test
    void countsTheCallsOfEachPhase() {
        assertThat(figures.get("extra.down").median()).isEqualTo(100);
        assertThat(figures.get("callsOverAnswered.errors").median()).isEqualTo(1.1, within(1e-9));
        assertThat(figures).as("nothing was answered").doesNotContainKey("callsOverAnswered.down");
    }

    @Test
    void measuresTheTimesFromTheMomentWhenTheProviderIsBack() {
        // Full at once in both stretches but for the first 7 s of the last.
        assertThat(figures.get("fullRateAfterOutage").median()).isZero();
        assertThat(figures.get("fullRateAfterStorm").median()).isEqualTo(7);
    }

    @Test
    void hasEveryFigureThatAGoalNames() {
        assertThat(Goal.of("outage", Jars.ofThisBuild().root()))
                .hasSize(4)
                .allSatisfy(goal -> assertThat(figures).containsKey(goal.figure()));
    }

    @Test
    void tellsEachPhaseInTheTableAndThePlot() {
        assertThat(FINDINGS.table()).contains("| down | refuses connections | 100 s | 100 | 0 | 100 | – |");
        assertThat(FINDINGS.pictures().getFirst().svg()).contains(">storm<", ">refused<", "<polyline");
        assertThat(FINDINGS.headline()).startsWith("1.150 calls").contains("2 jobs dead-lettered");
    }

    private static Observed observed() {
        var spans = new ArrayList<Observed.Span>();
        long from = 0;
        for (Phase phase : Phase.values()) {
            boolean answers = phase != Phase.DOWN && phase != Phase.STORM;
            spans.add(new Observed.Span(phase, from, from + 100 * SECOND, answers ? 1_100 : 100, answers ? 1_000 : 0));
            from += 100 * SECOND;
        }
        List<Traffic.Call> calls = LongStream.range(0, 12_000)
                .filter(call -> call < 10_000 || call >= 10_140)
                .mapToObj(call -> new Traffic.Call(call * SECOND / 20, true, 1))
                .toList();
        var books = new Observed.Books(4_000, 3_998, 0, 0, 2, 4_595, 4_040);
        return new Observed(Plan.quick(8), spans, List.of(), new Traffic(calls), books);
    }
}
