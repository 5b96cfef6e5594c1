package io.textmill.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.sandbox.provider.Limiter.Limit;
import io.textmill.sandbox.provider.Limiter.Refused;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class LimiterTest {

    /** Ten seconds before midnight in Shanghai. */
    private static final Instant NOW = Instant.parse("2026-01-01T15:59:50Z");

    @Test
    void judgesShortWindowsAsWellAsTheMinute() {
        var limiter = limiter(Limits.NONE.withRates(2, 3, 4));

        assertThat(limiter.admit(NOW, 0)).isEmpty();
        assertThat(limiter.admit(NOW, 0)).isEmpty();
        assertThat(limiter.admit(NOW, 0)).contains(new Refused(Limit.RATE, Duration.ofSeconds(1)));
        assertThat(limiter.admit(NOW.plusSeconds(1), 0)).isEmpty();
        assertThat(limiter.admit(NOW.plusSeconds(2), 0)).contains(new Refused(Limit.RATE, Duration.ofSeconds(8)));
        assertThat(limiter.admit(NOW.plusSeconds(10), 0)).isEmpty();
        assertThat(limiter.admit(NOW.plusSeconds(30), 0)).contains(new Refused(Limit.RATE, Duration.ofSeconds(30)));
    }

    @Test
    void countsTheTokensOfTheCallsItAdmits() {
        var limiter = limiter(Limits.NONE.withTokensPerMinute(100));

        assertThat(limiter.admit(NOW, 70)).isEmpty();
        assertThat(limiter.admit(NOW.plusSeconds(1), 31)).contains(new Refused(Limit.TOKENS, Duration.ofSeconds(59)));
        assertThat(limiter.admit(NOW.plusSeconds(1), 30)).isEmpty();
        assertThat(limiter.tokenStanding(NOW.plusSeconds(1)))
                .contains(new Limiter.Standing(100, 0, Duration.ofSeconds(60)));
        assertThat(limiter.admit(NOW.plusSeconds(60), 70)).isEmpty();
    }

    @Test
    void doesNotCountRefusedCalls() {
        var limiter = limiter(Limits.NONE.withRates(1, Limits.UNLIMITED, Limits.UNLIMITED));
        limiter.admit(NOW, 0);
        limiter.admit(NOW.plusMillis(999), 0);

        assertThat(limiter.admit(NOW.plusMillis(1_000), 0)).isEmpty();
    }

    @Test
    void holdsAPlaceUntilACallEnds() {
        var limiter = limiter(Limits.NONE.withInFlight(1));
        limiter.admit(NOW, 0);
        assertThat(limiter.admit(NOW, 0)).contains(new Refused(Limit.IN_FLIGHT, Duration.ZERO));

        limiter.end(true);

        assertThat(limiter.admit(NOW, 0)).isEmpty();
    }

    @Test
    void beginsTheDayAtMidnightOfTheProvidersZone() {
        var limiter = limiter(Limits.NONE.withPerDay(1));
        limiter.admit(NOW, 0);

        assertThat(limiter.admit(NOW, 0)).contains(new Refused(Limit.DAY, Duration.ofSeconds(10)));
        assertThat(limiter.admit(NOW.plusSeconds(10), 0)).isEmpty();
    }

    @Test
    void holdsThePriceOfACallSoThatTheBalanceCannotBeOverdrawn() {
        var limiter = limiter(Limits.NONE.withBalance(new BigDecimal("0.05"), new BigDecimal("0.02")));
        limiter.admit(NOW, 0);
        limiter.admit(NOW, 0);

        assertThat(limiter.admit(NOW, 0)).contains(new Refused(Limit.BALANCE, Duration.ZERO));
        assertThat(limiter.balance()).isEqualByComparingTo("0.01");
    }

    @Test
    void givesThePriceBackForACallThatWasNotCharged() {
        var limiter = limiter(Limits.NONE.withBalanceOfCalls(1));
        limiter.admit(NOW, 0);

        limiter.end(false);

        assertThat(limiter.admit(NOW, 0)).isEmpty();
    }

    @Test
    void tellsHowMuchOfTheMinuteIsLeft() {
        var limiter = limiter(Limits.NONE.withRates(5, Limits.UNLIMITED, 10));
        limiter.admit(NOW, 0);
        limiter.admit(NOW.plusSeconds(20), 0);

        assertThat(limiter.standing(NOW.plusSeconds(30))).contains(new Limiter.Standing(10, 8, Duration.ofSeconds(50)));
    }

    private static Limiter limiter(Limits limits) {
        return new Limiter(limits, ZoneId.of("Asia/Shanghai"));
    }
}
