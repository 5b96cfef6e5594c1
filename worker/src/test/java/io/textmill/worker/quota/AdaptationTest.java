package io.textmill.worker.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What throttles and reports of a provider change. */
class AdaptationTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void cutsTheRateAtOnceAndRecoversLittleByLittle() {
        var slowdown = new Slowdown(NOW);

        slowdown.throttled(NOW, NOW.plusSeconds(1));

        assertThat(slowdown.factor(NOW.plusSeconds(1))).isCloseTo(0.7, within(0.001));
        assertThat(slowdown.factor(NOW.plusSeconds(3))).isCloseTo(0.8, within(0.001));
        assertThat(slowdown.factor(NOW.plusSeconds(60))).isEqualTo(1);
    }

    @Test
    void cutsOnceForCallsThatWereSentTogether() {
        var slowdown = new Slowdown(NOW);

        slowdown.throttled(NOW, NOW.plusSeconds(1));
        slowdown.throttled(NOW, NOW.plusSeconds(1));
        slowdown.throttled(NOW.plusMillis(900), NOW.plusSeconds(1));

        assertThat(slowdown.factor(NOW.plusSeconds(1))).isCloseTo(0.7, within(0.001));
    }

    @Test
    void cutsAgainAsLongAsItIsThrottledButNeverToNothing() {
        var slowdown = new Slowdown(NOW);
        for (int i = 1; i <= 50; i++) {
            slowdown.throttled(NOW.plusMillis(10L * i), NOW.plusMillis(10L * i));
        }

        assertThat(slowdown.factor(NOW.plusMillis(500))).isCloseTo(0.05, within(0.01));
    }

    @Test
    void runsFewerCallsAtOnceAfterAThrottleAndOneMoreForEachRoundOfAnswers() {
        var concurrency = new Concurrency(100, NOW);

        concurrency.refused(NOW, 50, NOW.plusSeconds(1));
        int cut = concurrency.bearable();
        for (int i = 0; i < cut; i++) {
            concurrency.answered();
        }

        assertThat(cut).isEqualTo(35);
        assertThat(concurrency.bearable()).isEqualTo(35).isLessThan(100);
        concurrency.answered();
        assertThat(concurrency.bearable()).isEqualTo(36);
    }

    @Test
    void leavesOthersWhatTheyUseOfTheSameKey() {
        var key = new SharedKey(600);
        for (int second = 0; second < 60; second++) {
            key.used(NOW.plusSeconds(second), 3);
        }
        Instant now = NOW.plusSeconds(59);

        // This worker's half of the fleet has used 180: the fleet 360, and others 120 of the 480 that are gone.
        for (int i = 0; i < 50; i++) {
            key.told(now, 600, 120, 0.5);
        }

        assertThat(key.factor()).isCloseTo(480 / 600.0, within(0.01));
    }

    @Test
    void takesALimitThatIsLowerThanTheConfiguredOne() {
        var key = new SharedKey(600);
        for (int i = 0; i < 50; i++) {
            key.told(NOW, 300, 300, 1);
        }

        assertThat(key.factor()).isCloseTo(0.5, within(0.01));
    }

    @Test
    void takesOwnCallsForNobodyElses() {
        var key = new SharedKey(600);
        for (int second = 0; second < 60; second++) {
            key.used(NOW.plusSeconds(second), 10);
        }
        for (int i = 0; i < 50; i++) {
            key.told(NOW.plusSeconds(59), 600, 0, 1);
        }

        assertThat(key.factor()).isCloseTo(1, within(0.001));
    }

    @Test
    void holdsRepetitionsBelowAShareOfTheCalls() {
        var budget = new RetryBudget();
        int repetitions = 0;
        for (int i = 0; i < 1_000; i++) {
            budget.called();
            repetitions += budget.take() ? 1 : 0;
        }

        assertThat(repetitions).isBetween(200, 211);
    }
}
