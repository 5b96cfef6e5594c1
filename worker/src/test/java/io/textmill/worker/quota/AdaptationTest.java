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

        boolean first = slowdown.throttled(NOW, NOW.plusSeconds(1));

        assertThat(first).isFalse();
        assertThat(slowdown.factor(NOW.plusSeconds(1))).isCloseTo(0.9, within(0.001));
        assertThat(slowdown.factor(NOW.plusMillis(1_500))).isCloseTo(0.95, within(0.001));
        assertThat(slowdown.throttled(NOW.plusMillis(1_500), NOW.plusMillis(1_500)))
                .isTrue();
        assertThat(slowdown.factor(NOW.plusMillis(1_500))).isCloseTo(0.7 * 0.95, within(0.001));
        assertThat(slowdown.factor(NOW.plusMillis(2_500))).isCloseTo(0.7 * 0.95 + 0.1, within(0.001));
        assertThat(slowdown.factor(NOW.plusSeconds(60))).isEqualTo(1);
    }

    @Test
    void cutsOnceForCallsThatWereSentTogether() {
        var slowdown = new Slowdown(NOW);

        assertThat(slowdown.throttled(NOW, NOW.plusSeconds(1))).isFalse();
        assertThat(slowdown.throttled(NOW, NOW.plusSeconds(1))).isFalse();
        assertThat(slowdown.throttled(NOW.plusMillis(900), NOW.plusSeconds(1))).isFalse();

        assertThat(slowdown.factor(NOW.plusSeconds(1))).isCloseTo(0.9, within(0.001));
    }

    @Test
    void cutsAgainAsLongAsItIsThrottledButNeverToNothing() {
        var slowdown = new Slowdown(NOW);
        for (int i = 1; i <= 50; i++) {
            boolean isRepeated = slowdown.throttled(NOW.plusMillis(10L * i), NOW.plusMillis(10L * i));
            assertThat(isRepeated).isEqualTo(i > 1);
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
        var key = new SharedKey(600, NOW);
        Instant now = used(key, 3, 0.5);

        // This worker's half of the fleet has used 180: the fleet 360, and others 120 of the 480 that are gone.
        told(key, now, 600, 120);

        assertThat(key.factor()).isCloseTo(480 / 600.0, within(0.01));
    }

    @Test
    void takesALimitThatIsLowerThanTheConfiguredOne() {
        var key = new SharedKey(600, NOW);

        told(key, NOW.plusSeconds(71), 300, 300);

        assertThat(key.factor()).isCloseTo(0.5, within(0.01));
    }

    @Test
    void takesNobodyForAnotherWhenItsShareIsNoSimpleFraction() {
        var key = new SharedKey(600, NOW);
        Instant now = NOW;
        for (int second = 0; second < 80; second++) {
            now = NOW.plusSeconds(second);
            for (int call = 0; call < 7; call++) {
                key.used(now, 1, 0.7);
            }
        }

        told(key, now, 600, 0);

        assertThat(key.factor()).isCloseTo(1, within(0.001));
    }

    @Test
    void takesOwnCallsForNobodyElses() {
        var key = new SharedKey(600, NOW);
        Instant now = used(key, 10, 1);

        told(key, now, 600, 0);

        assertThat(key.factor()).isCloseTo(1, within(0.001));
    }

    @Test
    void takesTheRestOfTheFleetForNobodyElseWhenItsShareChanges() {
        var key = new SharedKey(600, NOW);
        used(key, 10, 1);
        Instant now = NOW;
        for (int second = 80; second < 200; second++) {
            now = NOW.plusSeconds(second);
            key.used(now, 1, 0.1);
            key.told(now, 600, 0);
        }

        assertThat(key.factor()).isCloseTo(1, within(0.001));
    }

    @Test
    void judgesNobodyBeforeItKnowsAMinuteOfItself() {
        var key = new SharedKey(600, NOW);
        key.idle(NOW.plusSeconds(100));

        told(key, NOW.plusSeconds(160), 600, 0);

        assertThat(key.factor()).isEqualTo(1);
    }

    /** Over a minute and more; ends when it may be judged. */
    private static Instant used(SharedKey key, int perSecond, double share) {
        Instant now = NOW;
        for (int second = 0; second < 80; second++) {
            now = NOW.plusSeconds(second);
            key.used(now, perSecond, share);
        }
        return now;
    }

    private static void told(SharedKey key, Instant now, double limit, double remaining) {
        for (int i = 0; i < 50; i++) {
            key.told(now, limit, remaining);
        }
    }

    @Test
    void holdsRepetitionsBelowAShareOfTheCalls() {
        var budget = new RetryBudget(NOW);
        int repetitions = 0;
        for (int i = 0; i < 1_000; i++) {
            boolean repeats = !budget.isUsedUp(NOW);
            budget.called(NOW, repeats);
            repetitions += repeats ? 1 : 0;
        }

        assertThat(repetitions).isBetween(200, 260);
    }

    @Test
    void letsARepetitionThroughNowAndThenThoughNothingElseIsCalled() {
        var budget = new RetryBudget(NOW);
        for (int i = 0; i < 100; i++) {
            budget.called(NOW, true);
        }

        assertThat(budget.isUsedUp(NOW)).isTrue();
        assertThat(budget.isUsedUp(NOW.plusSeconds(11))).isFalse();
    }
}
