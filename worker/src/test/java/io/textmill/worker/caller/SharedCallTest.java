package io.textmill.worker.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedCallTest {
    @Test
    void sharesAddUpToOneForAnyNumberOfJobs() {
        for (int jobs = 1; jobs <= 64; jobs++) {
            List<Double> shares = SharedCall.shares(jobs);

            assertThat(shares).hasSize(jobs).allMatch(share -> share > 0);
            assertThat(shares.stream().map(BigDecimal::valueOf).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as("%d jobs", jobs)
                    .isEqualByComparingTo(BigDecimal.ONE);
        }
    }

    @Test
    void whatCannotBeDividedIsTheFirstOnes() {
        assertThat(SharedCall.shares(3)).containsExactly(0.333334, 0.333333, 0.333333);
        assertThat(SharedCall.shares(8)).containsOnly(0.125);
    }
}
