package io.textmill.worker.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.worker.quota.Parking.Permission;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ParkingTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant UNTIL = NOW.plusSeconds(30);

    private final Parking parking = new Parking();

    @Test
    void letsCallsThroughUnlessParked() {
        assertThat(parking.ask(NOW)).isEqualTo(new Permission.Open());
        assertThat(parking.reason()).isEmpty();
    }

    @Test
    void holdsCallsBackUntilTheTimeGiven() {
        parking.park(NOW, UNTIL, "balance used up");

        assertThat(parking.ask(NOW)).isEqualTo(new Permission.Closed(UNTIL, "balance used up"));
    }

    @Test
    void letsOneProbeThroughThenHoweverLongItTakes() {
        parking.park(NOW, UNTIL, "maintenance");

        assertThat(parking.ask(UNTIL)).isEqualTo(new Permission.Probe());
        assertThat(parking.ask(UNTIL.plusSeconds(100))).isInstanceOf(Permission.Probing.class);
    }

    @Test
    void sendsTheNextProbeALittleAfterOneThatToldNothing() {
        parking.park(NOW, UNTIL, "maintenance");
        parking.ask(UNTIL);
        parking.probeEnded(UNTIL);

        assertThat(parking.ask(UNTIL)).isInstanceOf(Permission.Closed.class);
        assertThat(parking.ask(UNTIL.plusSeconds(2))).isEqualTo(new Permission.Probe());
    }

    @Test
    void isOpenAgainAfterASuccess() {
        parking.park(NOW, UNTIL, "maintenance");
        parking.succeeded(NOW.plusSeconds(1));

        assertThat(parking.ask(NOW)).isEqualTo(new Permission.Open());
        assertThat(parking.until(NOW)).isEqualTo(NOW);
    }

    @Test
    void doesNotOpenBecauseOfACallThatWasSentBefore() {
        parking.park(NOW, UNTIL, "maintenance");
        parking.succeeded(NOW.minusSeconds(1));

        assertThat(parking.reason()).contains("maintenance");
    }

    @Test
    void doesNotShortenALongerParking() {
        parking.park(NOW, UNTIL, "balance used up");
        parking.park(NOW, NOW.plusSeconds(1), "maintenance");

        assertThat(parking.until(NOW)).isEqualTo(UNTIL);
    }
}
