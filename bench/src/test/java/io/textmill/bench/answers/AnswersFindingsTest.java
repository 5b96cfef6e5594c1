package io.textmill.bench.answers;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.bench.Goal;
import io.textmill.bench.Jars;
import io.textmill.contract.Task;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswersFindingsTest {
    private static final Verdict GOOD = verdict(Verdict.End.SUCCEEDED, List.of(), List.of());
    private static final Verdict WRONG = verdict(Verdict.End.SUCCEEDED, List.of(), List.of("the label"));
    private static final Verdict LONG = verdict(Verdict.End.SUCCEEDED, List.of("too long"), List.of());
    private static final Verdict REFUSED = verdict(Verdict.End.REFUSED, List.of(), List.of());

    private final Findings findings = new Findings(
            Map.of(Arm.messy(20), new Totals(List.of(GOOD, WRONG, LONG, REFUSED))), new PackedRun(20, 4, 19, 1));

    @Test
    void countsWhatIsValidWrongAndRefused() {
        assertThat(findings.figures().get("valid.20").median()).isEqualTo(50);
        assertThat(findings.figures().get("wrong").median()).isEqualTo(1);
        assertThat(findings.figures().get("refused.20.sentiment").median()).isEqualTo(1);
        assertThat(findings.figures().get("again.20").median()).isEqualTo(50);
        assertThat(findings.figures().get("callsPerJob.20").median()).isEqualTo(2);
        assertThat(findings.figures().get("jobsPerCall").median()).isEqualTo(5);
    }

    @Test
    void hasEveryFigureThatAGoalNames() {
        List<Goal> goals = Goal.of("answers", Jars.ofThisBuild().root());

        assertThat(goals).hasSize(2);
        assertThat(findings.figures())
                .containsKeys(goals.stream().map(Goal::figure).toArray(String[]::new));
    }

    @Test
    void tellsEachTaskInTheTable() {
        assertThat(findings.table())
                .contains("| 20 %, sentiment | 4 | 50.00 % | 1 | 1 | 0 | 50.00 % | 0.00 % | 0 | 0.00 % | 2.00 |\n")
                .contains("20 tweets took 4 calls");
    }

    private static Verdict verdict(Verdict.End end, List<String> flaws, List<String> wrong) {
        return new Verdict(
                Task.SENTIMENT, end, flaws, wrong, List.of(), new Verdict.Calls(2, 1, 0), Verdict.Places.NONE);
    }
}
