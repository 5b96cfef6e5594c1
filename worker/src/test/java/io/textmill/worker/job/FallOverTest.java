package io.textmill.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.CallRecord;
import io.textmill.contract.Charged;
import io.textmill.contract.ErrorCode;
import io.textmill.contract.Job;
import io.textmill.contract.JobCodec;
import io.textmill.contract.JobResult;
import io.textmill.contract.ResultCodec;
import io.textmill.contract.Task;
import io.textmill.contract.Topics;
import io.textmill.worker.caller.Caller;
import io.textmill.worker.caller.RetryRules;
import io.textmill.worker.caller.Route;
import io.textmill.worker.caller.ScriptedProvider;
import io.textmill.worker.engine.Inbound;
import io.textmill.worker.engine.Verdict;
import io.textmill.worker.provider.Outcome;
import io.textmill.worker.provider.Receipt;
import io.textmill.worker.quota.FleetShare;
import io.textmill.worker.quota.Limits;
import io.textmill.worker.quota.Quota;
import io.textmill.worker.spend.PriceTable;
import io.textmill.worker.spend.Spending;
import io.textmill.worker.spend.Spending.Decision;
import io.textmill.worker.task.Planners;
import io.textmill.worker.task.TaskDefaults;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Jobs that may go to more than one provider. */
class FallOverTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Receipt FREE = Receipt.of(Charged.NO);
    private static final Receipt PAID = new Receipt(Charged.YES, "G1", null, null, null, 3, 4);
    private static final Outcome POSITIVE = new Outcome.Answered("{\"label\":\"positive\",\"score\":0.9}", PAID);
    private static final Outcome EXHAUSTED = new Outcome.Exhausted(NOW.plusSeconds(3_600), "603", "no balance", FREE);
    private static final Outcome REFUSED = new Outcome.Unanswerable(true, "400", "sensitive", PAID);
    private static final Outcome DOWN = new Outcome.Transient(null, "502", "bad gateway", FREE);

    /** More than one part for a provider that takes 512 characters. */
    private static final String LONG = "It is a fine thing, and there is more of it. ".repeat(30);

    @Test
    void goesToTheNextProviderWhenOneIsUsedUp() throws Exception {
        var first = ScriptedProvider.named("first", EXHAUSTED);
        var second = ScriptedProvider.named("second", POSITIVE);

        JobResult result = result(run(job("I love it."), route(false, first, second)));

        assertThat(result.status()).isEqualTo(JobResult.Status.SUCCEEDED);
        assertThat(providers(result)).containsExactly("first", "second");
    }

    @Test
    void keepsWhatOneProviderHasAnsweredAndAsksAnotherForTheRest() throws Exception {
        var first = ScriptedProvider.named("first", POSITIVE, EXHAUSTED);
        var second = ScriptedProvider.named("second", POSITIVE);

        JobResult result = result(run(job(LONG), route(false, first, second)));

        assertThat(result.status()).isEqualTo(JobResult.Status.SUCCEEDED);
        assertThat(result.parts()).isGreaterThan(2);
        assertThat(result.usage().charged()).isEqualTo(result.parts());
        assertThat(providers(result)).contains("first", "second");
    }

    @Test
    void staysWithItsProviderWhileThatTakesCalls() throws Exception {
        var first = ScriptedProvider.named("first", POSITIVE);
        var second = ScriptedProvider.named("second", POSITIVE);

        JobResult result = result(run(job(LONG), route(false, first, second)));

        assertThat(providers(result)).containsOnly("first");
        assertThat(second.asked).isEmpty();
    }

    @Test
    void failsWhatAProviderRefusesUnlessTheRouteSaysOtherwise() throws Exception {
        var fails = result(run(job("I love it."), route(false, named("a", REFUSED), named("b", POSITIVE))));
        var goesOn = result(run(job("I love it."), route(true, named("a", REFUSED), named("b", POSITIVE))));
        var bothRefuse = result(run(job("I love it."), route(true, named("a", REFUSED), named("b", REFUSED))));

        assertThat(fails.error().code()).isEqualTo(ErrorCode.CONTENT_REJECTED);
        assertThat(goesOn.status()).isEqualTo(JobResult.Status.SUCCEEDED);
        assertThat(providers(goesOn)).containsExactly("a", "b");
        assertThat(bothRefuse.error().code()).isEqualTo(ErrorCode.CONTENT_REJECTED);
    }

    @Test
    void goesToAnotherProviderWhenOneFailsAgainAndAgain() throws Exception {
        JobResult result = result(run(job("I love it."), route(false, named("a", DOWN), named("b", POSITIVE))));

        assertThat(result.status()).isEqualTo(JobResult.Status.SUCCEEDED);
        assertThat(providers(result)).startsWith("a").endsWith("b");
    }

    @Test
    void paysForNothingAgainThatAnotherProviderHadAnsweredBeforeAWait() throws Exception {
        var route = route(false, named("a", DOWN), named("b", POSITIVE, EXHAUSTED));
        var waiting = (Verdict.Retry) run(job(LONG), route);
        var back = named("b", POSITIVE);

        JobResult result = result(run(job(LONG), route(false, named("a", DOWN), back), waiting));

        assertThat(result.status()).isEqualTo(JobResult.Status.SUCCEEDED);
        assertThat(result.usage().charged()).isEqualTo(result.parts());
        assertThat(back.asked).hasSize(result.parts() - 1);
    }

    @Test
    void asksNobodyAgainAndAgainWhenACapStopsAllOfThem() throws Exception {
        var reserved = new AtomicInteger();
        Spending stops = charge -> {
            reserved.incrementAndGet();
            return new Decision.Refused("day", NOW.plusSeconds(3_600), false, false, "the cap day is reached");
        };
        var legs = List.of(
                new Route.Leg(caller(named("a", POSITIVE), stops), 1, 1),
                new Route.Leg(caller(named("b", POSITIVE), stops), 2, 1));

        Verdict verdict = run(job("I love it."), new Route(legs, false));

        assertThat(verdict).isInstanceOf(Verdict.Retry.class);
        assertThat(reserved).hasValueLessThan(4);
    }

    @Test
    void countsWaitsForAProviderAsNoFailures() throws Exception {
        Verdict waiting = run(job("I love it."), route(false, named("a", EXHAUSTED)), 2);
        Verdict failing = run(job("I love it."), route(false, named("a", DOWN)), (Verdict.Retry) waiting);

        assertThat(failing).isInstanceOf(Verdict.Retry.class);
    }

    @Test
    void waitsInARetryTopicWhenNobodyTakesCalls() throws Exception {
        Verdict verdict = run(job("I love it."), route(false, named("a", EXHAUSTED), named("b", EXHAUSTED)));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Retry.class, retry -> assertThat(retry.due()).isEqualTo(NOW.plusSeconds(3_600)));
    }

    @Test
    void beginsAJobThreeTimesThatFailsWithoutACharge() throws Exception {
        var first = (Verdict.Retry) run(job("I love it."), route(false, named("a", DOWN)));
        var second = (Verdict.Retry) run(job("I love it."), route(false, named("a", DOWN)), first);
        Verdict third = run(job("I love it."), route(false, named("a", DOWN)), second);

        assertThat(List.of(first.due(), second.due())).containsExactly(NOW.plusSeconds(30), NOW.plusSeconds(120));
        assertThat(result(third).error().code()).isEqualTo(ErrorCode.PROVIDER_FAILED);
    }

    @Test
    void sharesJobsByWeightAmongEquals() throws Exception {
        var often = named("often", POSITIVE);
        var seldom = named("seldom", POSITIVE);
        var route = new Route(List.of(new Route.Leg(caller(often), 1, 3), new Route.Leg(caller(seldom), 1, 1)), false);
        for (int i = 0; i < 400; i++) {
            run(job("I love it."), route);
        }

        assertThat(often.asked).hasSizeBetween(250, 350);
        assertThat(often.asked.size() + seldom.asked.size()).isEqualTo(400);
    }

    private static ScriptedProvider named(String name, Outcome... outcomes) {
        return ScriptedProvider.named(name, outcomes);
    }

    private static Route route(boolean goesOn, ScriptedProvider... providers) {
        var legs = new ArrayList<Route.Leg>();
        for (ScriptedProvider provider : providers) {
            legs.add(new Route.Leg(caller(provider), legs.size() + 1, 1));
        }
        return new Route(legs, goesOn);
    }

    private static Caller caller(ScriptedProvider provider) {
        return caller(provider, Spending.UNLIMITED);
    }

    @Test
    void jobsThatWaitForAnotherProviderAreInNobodysWay() throws Exception {
        var soon = new Outcome.Exhausted(NOW.plusSeconds(2), "429", "come back soon", FREE);
        Route slow = Route.to(caller(named("slow", soon), Spending.UNLIMITED));
        Route way = Route.to(caller(named("a", POSITIVE), Spending.UNLIMITED));
        var work = new JobWork(shop(Map.of("way", way, "slow", slow)));
        int enough = work.enough("way");
        byte[] elsewhere = JobCodec.encode(Job.sentiment("j1", "I love it.").withProvider("slow"));

        Verdict waits = work.run(inbound(elsewhere, 1, null));

        assertThat(waits).isInstanceOf(Verdict.Again.class);
        assertThat(work.enough("way")).isEqualTo(enough + 1);
        assertThat(work.run(inbound(job("I love it."), 1, null))).isInstanceOf(Verdict.Done.class);
        assertThat(work.enough("way")).isEqualTo(enough + 1);
    }

    @Test
    void aJobMayBeTakenAwayUntilItsFirstCall() throws Exception {
        Inbound given = inbound(job("I love it."), 1, null);
        var taken = new ArrayList<Boolean>();
        Spending spending = _ -> {
            taken.add(given.hold().isTaken());
            return new Spending.Decision.Granted(Spending.Reservation.NONE);
        };
        var work = new JobWork(shop(Map.of("way", Route.to(caller(named("a", POSITIVE), spending)))));

        assertThat(work.run(given)).isInstanceOf(Verdict.Done.class);

        assertThat(taken).containsOnly(false);
        assertThat(given.hold().isTaken()).isTrue();
    }

    private static Caller caller(ScriptedProvider provider, Spending spending) {
        return new Caller(
                provider,
                new Quota(Limits.ofOneWorker(null, 1), FleetShare.ALONE, NOW),
                new RetryRules(3, 1, Duration.ofMillis(1), Duration.ofMillis(2)),
                tenant -> 1,
                spending,
                InstantSource.fixed(NOW));
    }

    private static byte[] job(String text) {
        return JobCodec.encode(Job.sentiment("j1", text));
    }

    private static Verdict run(byte[] job, Route route) throws InterruptedException {
        return run(job, route, 1);
    }

    private static Verdict run(byte[] job, Route route, int attempt) throws InterruptedException {
        return run(job, route, attempt, null);
    }

    private static Verdict run(byte[] job, Route route, Verdict.Retry before) throws InterruptedException {
        return run(job, route, 2, before.state());
    }

    private static Verdict run(byte[] job, Route route, int attempt, byte @Nullable [] state)
            throws InterruptedException {
        return new JobWork(shop(Map.of("way", route))).run(inbound(job, attempt, state));
    }

    private static Workshop shop(Map<String, Route> routes) {
        var rules = new JobRules(
                "worker-1",
                1_000_000,
                20,
                Duration.ofHours(24),
                Map.of(Task.SENTIMENT, "way"),
                new PriceTable(Map.of()),
                Map.of(),
                Map.of());
        return new Workshop(
                rules,
                Topics.DEFAULT,
                Planners.of(Map.of(Task.SENTIMENT, TaskDefaults.DEFAULT), Map.of()),
                routes,
                new NobodyWatches(),
                InstantSource.fixed(NOW));
    }

    private static Inbound inbound(byte[] job, int attempt, byte @Nullable [] state) {
        var source = new TopicPartition(Topics.DEFAULT.jobs(Task.SENTIMENT), 0);
        return new Inbound(source, 7, NOW, null, job, new RecordHeaders(), attempt, NOW).with(state);
    }

    private static JobResult result(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Done.class);
        return ((Verdict.Done) verdict)
                .records().stream()
                        .filter(record -> record.topic().equals(Topics.DEFAULT.results(Task.SENTIMENT)))
                        .map(record -> ResultCodec.decode(record.value()))
                        .findFirst()
                        .orElseThrow();
    }

    private static List<String> providers(JobResult result) {
        return result.calls().stream().map(CallRecord::provider).toList();
    }
}
