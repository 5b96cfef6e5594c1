package io.textmill.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.Charged;
import io.textmill.worker.caller.CallEnd;
import io.textmill.worker.caller.Caller;
import io.textmill.worker.caller.Inquiry;
import io.textmill.worker.caller.RetryRules;
import io.textmill.worker.caller.Route;
import io.textmill.worker.caller.ScriptedProvider;
import io.textmill.worker.provider.Outcome;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.Receipt;
import io.textmill.worker.quota.FleetShare;
import io.textmill.worker.quota.Limits;
import io.textmill.worker.quota.Quota;
import io.textmill.worker.quota.Urgency;
import io.textmill.worker.spend.Spending;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ParkedJobsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant REOPENS = NOW.plusSeconds(3_600);

    private final ParkedJobs jobs = new ParkedJobs();
    private Instant now = NOW;

    @Test
    void holdsAQueueBackThatMostlyWaitsForAParkedProviderButForOneJobNowAndThen() throws Exception {
        Route parked = parked();

        for (int i = 0; i < 20; i++) {
            jobs.parked(parked);
        }

        assertThat(jobs.holdBack(NOW)).isTrue();
        assertThat(jobs.mayTry(NOW)).isTrue();
        assertThat(jobs.mayTry(NOW)).isFalse();
        assertThat(jobs.mayTry(NOW.plusMillis(999))).isFalse();
        assertThat(jobs.mayTry(NOW.plusMillis(1_000))).isTrue();
    }

    @Test
    void holdsAQueueBackThatACapStopsUntilTheCapsNextWindow() {
        for (int i = 0; i < 20; i++) {
            jobs.stopped(REOPENS);
        }

        assertThat(jobs.holdBack(NOW)).isTrue();
        assertThat(jobs.holdBack(REOPENS.minusMillis(1))).isTrue();
        assertThat(jobs.holdBack(REOPENS)).isFalse();
    }

    @Test
    void doesNotHoldAQueueBackInWhichMostJobsGoOn() throws Exception {
        Route parked = parked();

        for (int i = 0; i < 100; i++) {
            jobs.parked(parked);
            jobs.wentOn();
            jobs.wentOn();
        }

        assertThat(jobs.holdBack(NOW)).isFalse();
    }

    @Test
    void letsTheQueueGoOnAsSoonAsItsProviderIsBack() throws Exception {
        Route parked = parked();
        for (int i = 0; i < 20; i++) {
            jobs.parked(parked);
        }

        now = REOPENS;

        assertThat(jobs.holdBack(NOW)).isFalse();
    }

    /** One whose provider is used up until {@link #REOPENS}. */
    private Route parked() throws InterruptedException {
        var provider =
                new ScriptedProvider(new Outcome.Exhausted(REOPENS, "603", "no balance", Receipt.of(Charged.NO)));
        var quota = new Quota(Limits.ofOneWorker(null, 10), FleetShare.ALONE, NOW);
        var rules = new RetryRules(3, 1, Duration.ofMillis(1), Duration.ofMillis(2));
        var caller = new Caller(provider, quota, rules, _ -> 1, Spending.UNLIMITED, () -> now);
        var prompt = new Prompt("Answer.", "Question?", 50, false, null, "test@1");
        var urgency = new Urgency("", 5, NOW.plus(Duration.ofDays(1)), NOW);
        assertThat(caller.call(new Inquiry(prompt, null), urgency, (_, _) -> {}))
                .isInstanceOf(CallEnd.Parked.class);
        return Route.to(caller);
    }
}
