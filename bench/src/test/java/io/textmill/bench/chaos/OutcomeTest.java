package io.textmill.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final List<ChaosJob> TWO_JOBS =
            List.of(ChaosJob.plain("a", Duration.ofMillis(1)), ChaosJob.plain("b", Duration.ofMillis(1)));

    @Test
    void passesWhenEachJobHasOneOutcomeInItsTopic() {
        Outcome outcome = outcome(Map.of("a", List.of(seen(Site.RESULTS)), "b", List.of(seen(Site.RESULTS))));

        assertThat(outcome.passed()).isTrue();
    }

    @Test
    void countsAJobWithoutAnOutcomeAsMissing() {
        Outcome outcome = outcome(Map.of("a", List.of(seen(Site.RESULTS))));

        assertThat(outcome.missing()).isEqualTo(1);
        assertThat(outcome.passed()).isFalse();
    }

    @Test
    void countsEachOutcomeBeyondTheFirst() {
        Outcome outcome = outcome(Map.of(
                "a", List.of(seen(Site.RESULTS), seen(Site.RESULTS), seen(Site.RESULTS)),
                "b", List.of(seen(Site.RESULTS))));

        assertThat(outcome.duplicates()).isEqualTo(2);
        assertThat(outcome.passed()).isFalse();
    }

    @Test
    void findsAnOutcomeInAnotherTopicThanItShouldBe() {
        Outcome outcome = outcome(Map.of("a", List.of(seen(Site.DEAD_LETTERS)), "b", List.of(seen(Site.RESULTS))));

        assertThat(outcome.wrong()).isEqualTo(1);
        assertThat(outcome.passed()).isFalse();
    }

    @Test
    void saysHowLongTheSlowestAnswerWaitedToBeSeen() {
        var calls = List.of(call("a", NOW.minusSeconds(9)), call("a", NOW.minusSeconds(4)), call("b", NOW));

        Outcome outcome = Outcome.of(
                TWO_JOBS, Map.of("a", List.of(seen(Site.RESULTS)), "b", List.of(seen(Site.RESULTS))), calls, List.of());

        assertThat(outcome.longestWait()).isEqualTo(Duration.ofSeconds(4));
    }

    private static Outcome outcome(Map<String, List<Visible.Seen>> seen) {
        return Outcome.of(TWO_JOBS, seen, List.of(), List.of());
    }

    private static Visible.Seen seen(String topic) {
        return new Visible.Seen(topic, NOW);
    }

    private static Call call(String job, Instant end) {
        return new Call(job, 0, "w1.1", "jobs-3", true, Duration.ZERO, end.minusSeconds(1), end, true);
    }
}
