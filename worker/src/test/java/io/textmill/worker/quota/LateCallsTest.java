package io.textmill.worker.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls that were let through and could not go at their moment. */
class LateCallsTest {
    private static final Duration FOUR_SECONDS = Duration.ofSeconds(4);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void aCallThatIsLateGetsTheNextSlotAndNobodyElseDoes() {
        var quota = new Quota(Limits.ofOneWorker(10.0, 10), FleetShare.ALONE, NOW);
        Quota.Pass pass = pass(quota, NOW);
        Instant late = pass.at().plusMillis(30);

        assertThat(quota.isLate(pass, pass.at().plusMillis(1))).isFalse();
        assertThat(quota.isLate(pass, late)).isTrue();
        assertThat(quota.postpone(pass, late, late.plusSeconds(1))).isTrue();

        assertThat(pass.at()).isEqualTo(NOW.plusMillis(100));
        assertThat(quota.next(late, 0, late.plusSeconds(1))).hasValue(NOW.plusMillis(200));
    }

    @Test
    void aCallThatIsLateKeepsItsMomentWhenThereIsNoOtherInTime() {
        var quota = new Quota(Limits.ofOneWorker(10.0, 10), FleetShare.ALONE, NOW);
        Quota.Pass pass = pass(quota, NOW);
        Instant late = NOW.plusMillis(30);

        assertThat(quota.postpone(pass, late, late.plusMillis(40))).isFalse();

        assertThat(pass.at()).isEqualTo(NOW);
        assertThat(quota.next(late, 0, late.plusSeconds(1))).hasValue(NOW.plusMillis(100));
    }

    @Test
    void nothingIsLateWithoutALimit() {
        var quota = new Quota(Limits.ofOneWorker(null, 10), FleetShare.ALONE, NOW);
        Quota.Pass pass = pass(quota, NOW);

        assertThat(quota.isLate(pass, NOW.plusSeconds(3_600))).isFalse();
    }

    @Test
    void asManyCallsAreWantedAsTheShareOfTheLimitLetsGo() {
        Portion quarter = Portion.of(List.of(new Portion.Interval(0, 0.25)));
        var limited = new Quota(Limits.ofOneWorker(10.0, 200), _ -> quarter, NOW);
        var unlimited = new Quota(Limits.ofOneWorker(null, 200), FleetShare.ALONE, NOW);
        var without = new Quota(Limits.ofOneWorker(10.0, 200), _ -> Portion.NONE, NOW);

        assertThat(limited.callsWithin(FOUR_SECONDS, NOW)).isEqualTo(10);
        assertThat(unlimited.callsWithin(FOUR_SECONDS, NOW)).isEqualTo(200);
        assertThat(without.callsWithin(FOUR_SECONDS, NOW)).isZero();
    }

    private static Quota.Pass pass(Quota quota, Instant now) {
        assertThat(quota.next(now, 0, now.plusSeconds(1))).hasValue(now);
        return quota.take(now, 0);
    }
}
