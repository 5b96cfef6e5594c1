package io.textmill.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.worker.engine.Tenure.Suspicion;
import org.junit.jupiter.api.Test;

class TenureTest {
    @Test
    void suspectsARecordAfterThreeOwnersDiedOverIt() {
        Tenure tenure = Tenure.NONE.takenOverBy(1, false);

        assertThat(tenure.takenOverBy(2, false).takenOverBy(3, false).suspicion())
                .isEqualTo(Suspicion.NONE);
        assertThat(afterThreeCrashes(tenure).suspicion()).isEqualTo(Suspicion.SUSPECTED);
    }

    @Test
    void convictsARecordAfterTwoMoreDiedOnNothingElse() {
        Tenure suspected = afterThreeCrashes(Tenure.NONE.takenOverBy(1, false));

        Tenure once = suspected.alone(true).takenOverBy(5, false);
        Tenure twice = once.alone(true).takenOverBy(6, false);

        assertThat(once.suspicion()).isEqualTo(Suspicion.SUSPECTED);
        assertThat(twice.suspicion()).isEqualTo(Suspicion.CONVICTED);
    }

    @Test
    void doesNotConvictForCrashesWhileOtherWorkRanToo() {
        Tenure suspected = afterThreeCrashes(Tenure.NONE.takenOverBy(1, false));

        Tenure more = afterThreeCrashes(suspected);

        assertThat(more.suspicion()).isEqualTo(Suspicion.SUSPECTED);
    }

    @Test
    void countsNeitherRolloutsNorOutagesNorItsOwnReturn() {
        Tenure held = Tenure.NONE.takenOverBy(1, false);

        assertThat(held.left().takenOverBy(2, false).crashes()).isZero();
        assertThat(held.takenOverBy(2, true).crashes()).isZero();
        assertThat(held.takenOverBy(1, false).crashes()).isZero();
    }

    @Test
    void keepsTheCountOverACleanStop() {
        Tenure suspected = afterThreeCrashes(Tenure.NONE.takenOverBy(1, false));

        assertThat(suspected.left().takenOverBy(9, false).suspicion()).isEqualTo(Suspicion.SUSPECTED);
    }

    @Test
    void forgetsAllWhenTheBaseMoves() {
        Tenure suspected = afterThreeCrashes(Tenure.NONE.takenOverBy(1, false)).alone(true);

        assertThat(suspected.withProgress()).isEqualTo(new Tenure(4, false, 0, false, 0));
    }

    private static Tenure afterThreeCrashes(Tenure tenure) {
        return tenure.takenOverBy(2, false).takenOverBy(3, false).takenOverBy(4, false);
    }
}
