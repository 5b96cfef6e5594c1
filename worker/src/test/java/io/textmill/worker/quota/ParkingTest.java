package io.textmill.worker.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ParkingTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant UNTIL = NOW.plusSeconds(30);

    private final Parking parking = new Parking();

    @Test
    void letsCallsThroughUnlessParked() {
        assertThat(parking.retryAt(NOW)).isEmpty();
        assertThat(parking.reason()).isEmpty();
    }

    @Test
    void holdsCallsBackUntilTheTimeGiven() {
        parking.park(UNTIL, "balance used up");

        assertThat(parking.retryAt(NOW)).contains(UNTIL);
        assertThat(parking.reason()).contains("balance used up");
    }

    @Test
    void letsOneProbeThroughThenAndHoldsTheOthersBack() {
        parking.park(UNTIL, "maintenance");

        assertThat(parking.retryAt(UNTIL)).isEmpty();
        assertThat(parking.retryAt(UNTIL))
                .hasValueSatisfying(again -> assertThat(again).isAfter(UNTIL));
    }

    @Test
    void isOpenAgainAfterASuccess() {
        parking.park(UNTIL, "maintenance");
        parking.open();

        assertThat(parking.retryAt(NOW)).isEmpty();
        assertThat(parking.until(NOW)).isEqualTo(NOW);
    }
}
