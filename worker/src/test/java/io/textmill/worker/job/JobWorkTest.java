package io.textmill.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.CallRecord;
import io.textmill.contract.Charged;
import io.textmill.contract.ErrorCode;
import io.textmill.contract.HeaderNames;
import io.textmill.contract.Job;
import io.textmill.contract.JobCodec;
import io.textmill.contract.JobResult;
import io.textmill.contract.JobResult.Status;
import io.textmill.contract.Task;
import io.textmill.contract.Topics;
import io.textmill.worker.SchemaCheck;
import io.textmill.worker.caller.Caller;
import io.textmill.worker.caller.RetryRules;
import io.textmill.worker.caller.Route;
import io.textmill.worker.caller.ScriptedProvider;
import io.textmill.worker.engine.Inbound;
import io.textmill.worker.engine.Outbound;
import io.textmill.worker.engine.Verdict;
import io.textmill.worker.engine.Work;
import io.textmill.worker.provider.Outcome;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.Receipt;
import io.textmill.worker.quota.FleetShare;
import io.textmill.worker.quota.Limits;
import io.textmill.worker.quota.Quota;
import io.textmill.worker.spend.Price;
import io.textmill.worker.spend.PriceTable;
import io.textmill.worker.spend.Spending;
import io.textmill.worker.task.Planner;
import io.textmill.worker.task.Planners;
import io.textmill.worker.task.Step;
import io.textmill.worker.task.TaskDefaults;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class JobWorkTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Topics TOPICS = Topics.DEFAULT;
    private static final String LANE = TOPICS.jobs(Task.SENTIMENT, "acme");
    private static final Map<String, String> LANE_TENANTS = Map.of(LANE, "acme");
    private static final Receipt PAID = new Receipt(Charged.YES, "G77", null, null, null, 30, 5);
    private static final Receipt FREE = Receipt.of(Charged.NO);
    private static final Planners PLANNERS = Planners.of(
            Arrays.stream(Task.values()).collect(Collectors.toMap(Function.identity(), _ -> TaskDefaults.DEFAULT)),
            Map.of());
    private static final String LONG = "It is a fine thing, and there is more of it. ".repeat(30);
    private static final Outcome POSITIVE = new Outcome.Answered("{\"label\":\"positive\",\"score\":0.9}", PAID);

    @Test
    void answersAJobWithAResultThatTellsWhatItTook() throws Exception {
        JobResult result = result(run(Job.sentiment("j1", "I love it."), POSITIVE));

        assertThat(result.status()).isEqualTo(Status.SUCCEEDED);
        assertThat(result.sentiment()).isEqualTo(new JobResult.Sentiment("positive", 0.9, Map.of()));
        assertThat(result.orderId()).isEqualTo("G77");
        assertThat(result.usage()).isEqualTo(new JobResult.Usage(1, 1, 0, 30, 5, new BigDecimal("0.02"), "CNY"));
        assertThat(result.calls()).extracting(CallRecord::provider).containsExactly("scripted");
        assertThat(result.worker()).isEqualTo("worker-1");
        assertThat(result.timings().queuedMs()).isEqualTo(5_000);
    }

    @Test
    void countsAndChargesTheCallThatAsksAgain() throws Exception {
        var unusable = new Outcome.Answered("{\"label\":\"positive\",\"sc", PAID);

        JobResult result = result(run(Job.sentiment("j1", "I love it."), unusable, POSITIVE));

        assertThat(result.sentiment().score()).isEqualTo(0.9);
        assertThat(result.calls()).extracting(CallRecord::outcome).containsExactly("answered", "answered");
        assertThat(result.usage()).isEqualTo(new JobResult.Usage(2, 2, 0, 60, 10, new BigDecimal("0.04"), "CNY"));
    }

    @Test
    void saysOfASecondUnusableAnswerWhyAndNothingOfWhatItSays() throws Exception {
        var unusable = new Outcome.Answered("{\"label\":\"overjoyed\",\"score\":1}", PAID);

        JobResult result = result(run(Job.sentiment("j1", "I love it."), unusable, unusable));

        assertThat(result.error().code()).isEqualTo(ErrorCode.ANSWER_UNUSABLE);
        assertThat(result.error().message())
                .isEqualTo("answer 1 of 1, asked twice: a label that is not one of the job's");
        assertThat(result.usage().charged()).isEqualTo(2);
    }

    @Test
    void carriesKeyAndHeadersOver() throws Exception {
        Outbound result = published(run(Job.sentiment("j1", "I love it."), POSITIVE), TOPICS.results(Task.SENTIMENT));

        assertThat(result.key()).isEqualTo("key".getBytes(StandardCharsets.UTF_8));
        assertThat(text(result.headers())).containsEntry("traceparent", "00-abc-def-01");
    }

    @Test
    void keepsEveryCallInTheTopicOfCalls() throws Exception {
        var transientOnce = new Outcome.Transient(null, "502", "bad gateway", FREE);

        Verdict.Done done = run(Job.sentiment("j1", "I love it."), transientOnce, POSITIVE);

        assertThat(done.records())
                .filteredOn(record -> record.topic().equals(TOPICS.calls()))
                .extracting(record -> SchemaCheck.call(record.value()).call().outcome())
                .containsExactly("transient", "answered");
    }

    @Test
    void deadLettersAFailedJobWithTheReasonAndTheOriginalBytes() throws Exception {
        var refused = new Outcome.Unanswerable(true, "400", "sensitive word", FREE);
        Job job = Job.sentiment("j1", "I love it.");

        Verdict.Done done = run(job, refused);

        assertThat(result(done).error().code()).isEqualTo(ErrorCode.CONTENT_REJECTED);
        Outbound letter = published(done, TOPICS.deadLetters(Task.SENTIMENT));
        assertThat(letter.value()).isEqualTo(JobCodec.encode(job));
        assertThat(text(letter.headers()))
                .containsEntry(HeaderNames.ERROR_CODE, "content_rejected")
                .containsEntry(HeaderNames.ERROR_CATEGORY, "content")
                .containsEntry(HeaderNames.ORIGIN_TOPIC, "nlp.sentiment.jobs")
                .containsEntry(HeaderNames.ORIGIN_PARTITION, "3")
                .containsEntry(HeaderNames.ORIGIN_OFFSET, "42")
                .containsEntry("traceparent", "00-abc-def-01");
    }

    @Test
    void answersAnInvalidJobWhoseIdCanBeRead() throws Exception {
        Verdict.Done done = run("{\"jobId\":\"j9\",\"text\":7}");

        JobResult result = result(done);
        assertThat(result.jobId()).isEqualTo("j9");
        assertThat(result.error().code()).isEqualTo(ErrorCode.INVALID_FIELD);
        assertThat(result.error().message()).contains("text");
        assertThat(published(done, TOPICS.deadLetters(Task.SENTIMENT)).value()).isNotNull();
    }

    @Test
    void deadLettersWhatIsNoJobAtAll() throws Exception {
        Verdict.Done done = run("this is no JSON");

        assertThat(done.records()).extracting(Outbound::topic).containsExactly(TOPICS.deadLetters(Task.SENTIMENT));
        assertThat(text(done.records().getFirst().headers())).containsEntry(HeaderNames.ERROR_CODE, "invalid_json");
    }

    @Test
    void deadLettersATombstone() throws Exception {
        Verdict.Done done = (Verdict.Done) work(POSITIVE).run(inbound(null, NOW));

        assertThat(text(done.records().getFirst().headers())).containsEntry(HeaderNames.ERROR_CODE, "invalid_json");
    }

    @Test
    void failsAJobOfATenantThatIsNotConfigured() throws Exception {
        var tenants = Map.of("acme", Set.<String>of());

        JobResult result = result(run(tenants, Job.sentiment("j1", "I love it.").withTenant("other")));

        assertThat(result.error().code()).isEqualTo(ErrorCode.UNKNOWN_TENANT);
        assertThat(result.error().message()).contains("other");
    }

    @Test
    void failsAJobThatNamesAProviderItsTenantMayNotUse() throws Exception {
        var tenants = Map.of("acme", Set.of("cheap"));

        JobResult result = result(run(
                tenants, Job.sentiment("j1", "I love it.").withTenant("acme").withProvider("scripted")));

        assertThat(result.error().code()).isEqualTo(ErrorCode.UNKNOWN_PROVIDER);
        assertThat(result.error().message()).contains("cheap");
    }

    @Test
    void takesAJobOfATenantThatMayUseEverything() throws Exception {
        var tenants = Map.of("acme", Set.<String>of());

        assertThat(result(run(tenants, Job.sentiment("j1", "I love it.").withTenant("acme")))
                        .status())
                .isEqualTo(JobResult.Status.SUCCEEDED);
    }

    @Test
    void takesAJobInATenantsLaneThatNamesNoTenantAsThatTenants() throws Exception {
        JobResult result = result(runInLane(Job.sentiment("j1", "I love it.")));

        assertThat(result.status()).isEqualTo(Status.SUCCEEDED);
        assertThat(result.tenant()).isEqualTo("acme");
    }

    @Test
    void failsAJobInATenantsLaneThatIsAnotherTenants() throws Exception {
        JobResult result = result(runInLane(Job.sentiment("j1", "I love it.").withTenant("other")));

        assertThat(result.error().code()).isEqualTo(ErrorCode.INVALID_FIELD);
        assertThat(result.error().message()).isEqualTo("tenant: other; allowed in " + LANE + ": acme");
        assertThat(result.tenant()).isEqualTo("other");
    }

    @Test
    void failsAJobForAProviderThatIsNotConfigured() throws Exception {
        JobResult result = result(run(Job.sentiment("j1", "I love it.").withProvider("nobody"), POSITIVE));

        assertThat(result.error().code()).isEqualTo(ErrorCode.UNKNOWN_PROVIDER);
        assertThat(result.error().message()).contains("nobody").contains("scripted");
        assertThat(result.usage().calls()).isZero();
    }

    @Test
    void refusesAJobThatWouldNeedTooManyCallsBeforeTheFirst() throws Exception {
        JobResult result = result(run(Job.sentiment("j1", "A sentence of some words. ".repeat(400)), POSITIVE));

        assertThat(result.error().code()).isEqualTo(ErrorCode.TOO_MANY_CALLS);
        assertThat(result.usage().calls()).isZero();
    }

    @Test
    void expiresAJobThatIsOlderThanTheGreatestAge() throws Exception {
        byte[] value = JobCodec.encode(Job.sentiment("j1", "I love it."));

        Verdict.Done done = (Verdict.Done) work(POSITIVE).run(inbound(value, NOW.minus(Duration.ofHours(25))));

        JobResult result = result(done);
        assertThat(result.status()).isEqualTo(Status.EXPIRED);
        assertThat(result.error().code()).isEqualTo(ErrorCode.DEADLINE_PASSED);
        assertThat(result.usage().calls()).isZero();
        assertThat(published(done, TOPICS.deadLetters(Task.SENTIMENT)).value()).isEqualTo(value);
    }

    @Test
    void waitsForAParkedProviderAndKeepsWhatWasAnsweredMeanwhile() throws Exception {
        var exhausted = new Outcome.Exhausted(NOW.plusSeconds(9), "603", "no balance", FREE);
        var provider = new ScriptedProvider(POSITIVE, exhausted, POSITIVE);
        Job job = Job.sentiment("j1", "It is a fine thing, and there is more of it. ".repeat(30));
        var clock = new SettableClock(NOW);

        Verdict first = work(provider, clock, 1).run(inbound(JobCodec.encode(job), NOW));
        assertThat(first).isInstanceOf(Verdict.Again.class);
        clock.set(NOW.plusSeconds(10));
        Verdict second = ((Verdict.Again) first).next().run(inbound(JobCodec.encode(job), NOW));

        JobResult result = result((Verdict.Done) second);
        assertThat(result.status()).isEqualTo(Status.SUCCEEDED);
        assertThat(result.parts()).isGreaterThan(2);
        assertThat(result.usage().charged()).isEqualTo(result.parts());
        assertThat(provider.asked).hasSize(result.parts() + 1);
    }

    @Test
    void takesWhatWasAnsweredAlongWhenItWaitsLong() throws Exception {
        var exhausted = new Outcome.Exhausted(NOW.plusSeconds(60), "603", "no balance", FREE);
        var provider = new ScriptedProvider(POSITIVE, exhausted, POSITIVE);
        byte[] job = JobCodec.encode(Job.sentiment("j1", LONG));
        var clock = new SettableClock(NOW);
        var waiting = (Verdict.Retry) work(provider, clock, 1).run(inbound(job, NOW));
        clock.set(NOW.plusSeconds(61));

        Verdict second = work(provider, clock, 1).run(nextAttempt(inbound(job, NOW), waiting));

        JobResult result = result((Verdict.Done) second);
        assertThat(result.parts()).isGreaterThan(2);
        assertThat(result.usage().charged()).isEqualTo(result.parts());
        assertThat(result.orderId()).isEqualTo("G77");
        assertThat(provider.asked).hasSize(result.parts() + 1);
        // Each call once: what cost nothing with the retry, what was paid with the result.
        assertThat(outcomes(waiting.records())).containsExactly("exhausted");
        assertThat(outcomes(((Verdict.Done) second).records()))
                .hasSize(result.parts())
                .containsOnly("answered");
    }

    @Test
    void remembersInTheNextAttemptWhatMayHaveBeenPaidInVain() throws Exception {
        var uncertain = new Outcome.Uncertain("timeout", "no answer", Receipt.of(Charged.UNKNOWN));
        var exhausted = new Outcome.Exhausted(NOW.plusSeconds(60), "603", "no balance", FREE);
        byte[] job = JobCodec.encode(Job.sentiment("j1", "I love it."));
        var clock = new SettableClock(NOW);
        var waiting = (Verdict.Retry)
                work(new ScriptedProvider(uncertain, exhausted), clock, 1).run(inbound(job, NOW));
        clock.set(NOW.plusSeconds(61));
        var provider = new ScriptedProvider(uncertain, POSITIVE);

        Verdict second = work(provider, clock, 1).run(nextAttempt(inbound(job, NOW), waiting));

        JobResult result = result((Verdict.Done) second);
        assertThat(result.error().code()).isEqualTo(ErrorCode.PROVIDER_UNCERTAIN);
        assertThat(result.usage().unknown()).isEqualTo(2);
        assertThat(provider.asked).hasSize(1);
    }

    @Test
    void waitsInMemoryWhenThereIsNoRoomForWhatWasAnswered() throws Exception {
        var exhausted = new Outcome.Exhausted(NOW.plusSeconds(60), "603", "no balance", FREE);
        var random = new SplittableRandom(1);
        String long1 = random.ints(600_000, 33, 127)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        var huge = new Outcome.Answered(long1, PAID);
        var provider = new ScriptedProvider(huge, exhausted);

        Verdict first =
                work(provider, new SettableClock(NOW), 1).run(inbound(JobCodec.encode(Job.sentiment("j1", LONG)), NOW));

        assertThat(first).isInstanceOf(Verdict.Again.class);
    }

    @Test
    void givesAJobBackToKafkaThatWaitsLongAndHasPaidForNothing() throws Exception {
        Instant end = NOW.plusSeconds(600);
        var exhausted = new Outcome.Exhausted(end, "603", "no balance", FREE);
        Job job = Job.sentiment("j1", "I love it.");

        Verdict verdict = work(exhausted, POSITIVE).run(inbound(JobCodec.encode(job), NOW));

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Retry.class, retry -> {
            assertThat(retry.due()).isEqualTo(end);
            assertThat(retry.records()).extracting(Outbound::topic).containsExactly(TOPICS.calls());
        });
    }

    @Test
    void comesBackNoLaterThanItsDeadlineToSayThatItExpired() throws Exception {
        Instant deadline = NOW.plusSeconds(60);
        var exhausted = new Outcome.Exhausted(NOW.plusSeconds(600), "603", "no balance", FREE);
        byte[] job = ("{\"jobId\":\"j1\",\"text\":\"I love it.\",\"deadline\":\"" + deadline + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        var clock = new SettableClock(NOW);
        JobWork work = work(new ScriptedProvider(exhausted, POSITIVE), clock, 10);
        var first = (Verdict.Retry) work.run(inbound(job, NOW));

        clock.set(deadline);
        var second = (Verdict.Done) work.run(inbound(job, NOW));

        assertThat(first.due()).isEqualTo(deadline);
        assertThat(result(second).status()).isEqualTo(Status.EXPIRED);
    }

    @Test
    void keepsTheCallsOfAJobThatEndsWithADefect() throws Exception {
        Planner broken = (job, limit, _) -> new Step.Ask(
                List.of(new Step.Question(new Prompt(null, job.text(), 100, false, null, "test@1"), null)), _ -> {
                    throw new IllegalStateException("a defect of the task");
                });
        var provider = new ScriptedProvider(POSITIVE);
        byte[] value = JobCodec.encode(Job.sentiment("j1", "I love it."));

        Verdict.Done done = (Verdict.Done)
                work(provider, InstantSource.fixed(NOW), 10, new Planners(Map.of(Task.SENTIMENT, broken)))
                        .run(inbound(value, NOW));

        JobResult result = result(done);
        assertThat(result.error().code()).isEqualTo(ErrorCode.INTERNAL);
        assertThat(result.usage().charged()).isEqualTo(1);
        assertThat(published(done, TOPICS.calls()).value()).isNotNull();
    }

    @Test
    void dropsAKeyAndHeadersThatLeaveNoRoom() throws Exception {
        byte[] value = JobCodec.encode(Job.sentiment("j1", "I love it."));
        Inbound small = inbound(value, NOW);
        byte[] much = new byte[1_100_000];
        var headers = new RecordHeaders(List.of(new RecordHeader("much", much)));
        var large = new Inbound(small.source(), 42, NOW, much, value, headers, 1, NOW);

        Verdict.Done done = (Verdict.Done) work(POSITIVE).run(large);

        assertThat(result(done).status()).isEqualTo(Status.SUCCEEDED);
        assertThat(done.records()).allMatch(record -> record.bytes() <= Outbound.MAX_BYTES);
    }

    @Test
    void namesTheOriginalRecordWhenItsResultIsTooLarge() throws Exception {
        byte[] value = JobCodec.encode(Job.sentiment("j1", "I love it."));

        Verdict.Done done = work(POSITIVE).giveUp(inbound(value, NOW), Work.Reason.TOO_LARGE, "more than 1 MB");

        assertThat(result(done).error().code()).isEqualTo(ErrorCode.RESULT_TOO_LARGE);
        Outbound letter = published(done, TOPICS.deadLetters(Task.SENTIMENT));
        assertThat(letter.value()).isNull();
        assertThat(text(letter.headers())).containsEntry(HeaderNames.ORIGIN_OFFSET, "42");
    }

    @Test
    void beginsHardlyAnyJobsMoreWhileTheirProviderIsUsedUp() throws Exception {
        var clock = new SettableClock(NOW);
        var exhausted = new Outcome.Exhausted(NOW.plusSeconds(3_600), "603", "no balance", FREE);
        JobWork work = work(new ScriptedProvider(exhausted, POSITIVE), clock, 10);
        String provider = work.resource(TOPICS.jobs(Task.SENTIMENT));
        assertThat(work.resource(LANE)).isEqualTo(provider);
        assertThat(work.enough(provider)).isEqualTo(10);

        for (int i = 0; i < 20; i++) {
            assertThat(work.run(inbound(JobCodec.encode(Job.sentiment("j" + i, "I love it.")), NOW)))
                    .isInstanceOf(Verdict.Retry.class);
        }

        assertThat(work.enough(provider)).isEqualTo(1);
        assertThat(work.enough(provider)).isZero();
        assertThat(work.enoughWithRetries(provider)).isEqualTo(10);
        clock.set(NOW.plusSeconds(1));
        assertThat(work.enough(provider)).isEqualTo(1);
        clock.set(NOW.plusSeconds(3_600));
        assertThat(work.enough(provider)).isEqualTo(10);
    }

    @Test
    void learnsHowManyCallsAJobOfATopicTakes() throws Exception {
        var work = work(new ScriptedProvider(POSITIVE), new SettableClock(NOW), 10);
        String topic = TOPICS.jobs(Task.SENTIMENT);
        String longer = "I love it. ".repeat(60);

        for (int i = 0; i < 20; i++) {
            work.run(inbound(JobCodec.encode(Job.sentiment("j" + i, longer)), NOW));
        }

        assertThat(work.effort(topic)).isEqualTo(200);
        assertThat(work.effort(LANE)).isZero();
    }

    private static Verdict.Done run(Job job, Outcome... outcomes) throws InterruptedException {
        return (Verdict.Done) work(outcomes).run(inbound(JobCodec.encode(job), NOW.minusSeconds(5)));
    }

    private static Verdict.Done run(Map<String, Set<String>> tenants, Job job) throws InterruptedException {
        var work = work(new ScriptedProvider(POSITIVE), InstantSource.fixed(NOW), 10, PLANNERS, tenants);
        return (Verdict.Done) work.run(inbound(JobCodec.encode(job), NOW.minusSeconds(5)));
    }

    private static Verdict.Done runInLane(Job job) throws InterruptedException {
        var work = work(new ScriptedProvider(POSITIVE), InstantSource.fixed(NOW), 10, PLANNERS, Map.of());
        var lane = new TopicPartition(LANE, 3);
        return (Verdict.Done) work.run(
                new Inbound(lane, 42, NOW.minusSeconds(5), null, JobCodec.encode(job), new RecordHeaders(), 1, NOW));
    }

    private static Verdict.Done run(String value) throws InterruptedException {
        return (Verdict.Done) work(POSITIVE).run(inbound(value.getBytes(StandardCharsets.UTF_8), NOW));
    }

    private static JobWork work(Outcome... outcomes) {
        return work(new ScriptedProvider(outcomes), InstantSource.fixed(NOW), 10);
    }

    private static JobWork work(ScriptedProvider provider, InstantSource clock, int inFlight) {
        return work(provider, clock, inFlight, PLANNERS);
    }

    private static JobWork work(ScriptedProvider provider, InstantSource clock, int inFlight, Planners planners) {
        return work(provider, clock, inFlight, planners, Map.of());
    }

    private static JobWork work(
            ScriptedProvider provider,
            InstantSource clock,
            int inFlight,
            Planners planners,
            Map<String, Set<String>> tenants) {
        var rules = new RetryRules(3, 1, Duration.ofMillis(1), Duration.ofMillis(2));
        var quota = new Quota(Limits.ofOneWorker(null, inFlight), FleetShare.ALONE, clock.instant());
        var caller = new Caller(provider, quota, rules, tenant -> 1, Spending.UNLIMITED, clock);
        var price = Price.perCall(new BigDecimal("0.02"), Currency.getInstance("CNY"));
        var prices = new PriceTable(Map.of("scripted", price));
        var jobRules = new JobRules(
                "worker-1",
                1_000_000,
                20,
                Duration.ofHours(24),
                Map.of(Task.SENTIMENT, "scripted"),
                prices,
                tenants,
                LANE_TENANTS);
        return new JobWork(new Workshop(
                jobRules, TOPICS, planners, Map.of("scripted", Route.to(caller)), new NobodyWatches(), clock));
    }

    private static Inbound nextAttempt(Inbound first, Verdict.Retry retry) {
        return new Inbound(
                        first.source(),
                        first.offset(),
                        first.timestamp(),
                        first.key(),
                        first.value(),
                        first.headers(),
                        first.attempt() + 1,
                        first.firstSeen())
                .with(retry.state());
    }

    private static List<String> outcomes(List<Outbound> records) {
        return records.stream()
                .filter(record -> record.topic().equals(TOPICS.calls()))
                .map(record -> SchemaCheck.call(record.value()).call().outcome())
                .toList();
    }

    private static Inbound inbound(byte[] value, Instant timestamp) {
        var headers = new RecordHeaders(
                List.of(new RecordHeader("traceparent", "00-abc-def-01".getBytes(StandardCharsets.UTF_8))));
        var source = new TopicPartition(TOPICS.jobs(Task.SENTIMENT), 3);
        return new Inbound(source, 42, timestamp, "key".getBytes(StandardCharsets.UTF_8), value, headers, 1, NOW);
    }

    private static JobResult result(Verdict.Done done) {
        return SchemaCheck.result(
                published(done, TOPICS.results(Task.SENTIMENT)).value());
    }

    private static Outbound published(Verdict.Done done, String topic) {
        List<Outbound> records = done.records().stream()
                .filter(record -> record.topic().equals(topic))
                .toList();
        assertThat(records).hasSize(1);
        return records.getFirst();
    }

    private static Map<String, String> text(List<Header> headers) {
        return headers.stream()
                .collect(Collectors.toMap(Header::key, header -> new String(header.value(), StandardCharsets.UTF_8)));
    }

    private static final class SettableClock implements InstantSource {
        private volatile Instant now;

        SettableClock(Instant now) {
            this.now = now;
        }

        void set(Instant instant) {
            now = instant;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
