package io.textmill.bench.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.textmill.bench.quota.Limit;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanTest {
    @Test
    void leavesTimeWithinFiveMinutesForStartAndEnd() {
        assertThat(Plan.quick(8).whole()).isLessThanOrEqualTo(Duration.ofSeconds(260));
    }

    @Test
    void isDownForAMinuteHoweverQuick() {
        assertThat(Plan.quick(8).of(Phase.DOWN)).isEqualTo(Duration.ofMinutes(1));
        assertThat(Plan.full(8).of(Phase.DOWN)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void leavesTimeToWorkOffWhatPilesUpInTheOutageAndTheStorm() {
        Plan plan = Plan.quick(8);
        int spare = plan.limit().perSecond() - plan.flow();

        assertThat(plan.of(Phase.RECOVERED).toSeconds() * spare)
                .isGreaterThanOrEqualTo(plan.of(Phase.DOWN).toSeconds() * plan.flow());
        assertThat(plan.of(Phase.AFTER).toSeconds() * spare)
                .isGreaterThanOrEqualTo(plan.of(Phase.STORM).toSeconds() * plan.flow());
    }

    @Test
    void refusesAFlowThatLeavesNothingToCatchUpWith() {
        assertThatThrownBy(() -> new Plan(Map.of(), 20, new Limit(20, 0), 8))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
