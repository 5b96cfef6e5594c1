package io.textmill.bench.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.bench.Goal;
import io.textmill.bench.Jars;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuotaFindingsTest {
    private static final Limit LIMIT = new Limit(10, 0);

    @Test
    void holdsGoalsAgainstTheWorstOfTheDefaultOnly() {
        var findings = new Findings(
                List.of(result(Arm.BACKLOG, 4, 0.98), result(Arm.BACKLOG, 8, 0.975), result(Arm.NAIVE, 4, 0.5)));

        var figures = findings.figures();

        assertThat(figures.get("steadySkew").median()).isEqualTo(0.975);
        assertThat(figures.get("steadyEven").median()).as("not measured").isZero();
        assertThat(figures.get("overshoot60").median()).isEqualTo(3);
        assertThat(figures.get("utilisation.naive-skew-4.steady").median()).isEqualTo(0.5);
    }

    @Test
    void hasEveryFigureThatAGoalNames() {
        var figures = new Findings(List.of(result(Arm.BACKLOG, 4, 0.98))).figures();

        assertThat(Goal.of("quota", Jars.ofThisBuild().root()))
                .hasSize(5)
                .allSatisfy(goal -> assertThat(figures).containsKey(goal.figure()));
    }

    @Test
    void plotsTheRateOfEachArmAgainstTheLimit() {
        var findings = new Findings(List.of(result(Arm.BACKLOG, 4, 0.98), result(Arm.NAIVE, 4, 0.5)));

        var pictures = findings.pictures();

        assertThat(pictures).hasSize(1);
        assertThat(pictures.getFirst().svg()).contains(">backlog<", ">naive<", "<polyline", ">10<");
        assertThat(findings.table()).contains("| naive | skew | steady | 4 | 50.00 % |");
    }

    private static Trial.Result result(Arm arm, int workers, double utilisation) {
        var trial = new Trial(arm, Load.SKEW, LIMIT, workers, Step.steady(workers, true));
        var steady = trial.steps().getLast();
        var measured = new Trial.Measured(steady, workers, utilisation, 600, 6, List.of(1L, 2L, 3L), 4);
        return new Trial.Result(trial, List.of(measured), List.of(9.0, 10.0, 10.0), List.of(0.0));
    }
}
