package io.textmill.worker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.textmill.contract.CallEntry;
import io.textmill.contract.CallRecord;
import io.textmill.contract.Charged;
import io.textmill.contract.ErrorCode;
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
import io.textmill.worker.engine.Inbound;
import io.textmill.worker.engine.Outbound;
import io.textmill.worker.engine.Verdict;
import io.textmill.worker.journal.Journals;
import io.textmill.worker.provider.Outcome;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.provider.Provider;
import io.textmill.worker.provider.Receipt;
import io.textmill.worker.quota.FleetShare;
import io.textmill.worker.quota.Limits;
import io.textmill.worker.quota.Quota;
import io.textmill.worker.spend.Charge;
import io.textmill.worker.spend.Price;
import io.textmill.worker.spend.PriceTable;
import io.textmill.worker.spend.Spending;
import io.textmill.worker.task.Planners;
import io.textmill.worker.task.TaskDefaults;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several jobs in one call. Packs wait for ever, so that only who comes decides when a call is made. */
@Timeout(60)
class PackingTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Topics TOPICS = Topics.DEFAULT;
    private static final Duration FOR_EVER = Duration.ofHours(12);
    private static final List<String> TEXTS = List.of("I love it.", "The worst night of my life!", "Fine, thank you.");

    private final Model model = new Model();
    private final List<CallRecord> told = new CopyOnWriteArrayList<>();
    private PackRoom room;
    private final List<Charge> reserved = new CopyOnWriteArrayList<>();
    private final List<CallRecord> settled = new CopyOnWriteArrayList<>();

    @Test
    void answersSeveralJobsWithOneCall() throws Exception {
        List<JobResult> results = run(work(3), jobs(TEXTS));

        assertThat(results)
                .extracting(result -> result.sentiment().label())
                .containsExactly("positive", "negative", "neutral");
        assertThat(model.asked).hasSize(1);
        assertThat(results).allSatisfy(result -> {
            assertThat(result.status()).isEqualTo(Status.SUCCEEDED);
            assertThat(result.orderId()).isEqualTo("G1");
            assertThat(result.calls()).extracting(CallRecord::orderId).containsExactly("G1");
            assertThat(result.calls()).extracting(CallRecord::promptVersion).containsExactly("pack.full.en@1");
            assertThat(result.calls()).extracting(CallRecord::promptTokens).containsExactly(300);
            assertThat(result.usage().calls()).isEqualTo(1);
            assertThat(result.usage().charged()).isEqualTo(1);
            assertThat(result.usage().promptTokens()).isEqualTo(100);
        });
    }

    @Test
    void dividesWhatTheCallHasCostSoThatItAddsUp() throws Exception {
        List<JobResult> results = run(work(3), jobs(TEXTS));

        assertThat(results.stream()
                        .map(result ->
                                BigDecimal.valueOf(result.calls().getFirst().share()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("1");
        assertThat(results.stream().map(result -> result.usage().cost()).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("0.02");
        assertThat(results)
                .allSatisfy(result -> assertThat(result.usage().cost())
                        .isBetween(new BigDecimal("0.0066"), new BigDecimal("0.0067")));
    }

    @Test
    void reservesAndSettlesTheCallOnceAndTellsOfItOnce() throws Exception {
        run(work(3), jobs(TEXTS));

        // Looked at before the gate, and reserved behind it.
        assertThat(reserved).hasSize(2);
        assertThat(settled).extracting(CallRecord::share).containsExactly((Double) null);
        assertThat(told).extracting(CallRecord::share).containsExactly((Double) null);
    }

    @Test
    void asksByItselfEachTextWithoutAnAnswerOfItsOwn() throws Exception {
        model.packed = texts -> Model.answers(texts)
                .replaceAll("\"index\":\\d,\"echo\":\"The worst", "\"index\":7,\"echo\":\"The worst");

        List<JobResult> results = run(work(3), jobs(TEXTS));

        assertThat(results)
                .extracting(result -> result.sentiment().label())
                .containsExactly("positive", "negative", "neutral");
        assertThat(model.asked).hasSize(2);
        assertThat(model.asked.getLast().text()).isEqualTo(TEXTS.get(1));
        assertThat(results.get(1).calls()).extracting(CallRecord::orderId).containsExactly("G1", "G2");
        assertThat(results.get(1).calls().getLast().share()).isNull();
        assertThat(results.get(1).orderId()).isEqualTo("G2");
        assertThat(results.get(0).usage().calls()).isEqualTo(1);
    }

    @Test
    void asksAllByThemselvesWhenTheAnswerIsCutOffOrTheTextsAreRefused() throws Exception {
        for (Function<Receipt, Outcome> end : List.<Function<Receipt, Outcome>>of(
                paid -> new Outcome.Truncated("{\"answers\":[{\"index\":1,", paid),
                paid -> new Outcome.Unanswerable(true, "400", "sensitive word", paid),
                paid -> new Outcome.Invalid("too_long", "too long", paid),
                paid -> new Outcome.Answered("I'm sorry, I can't help with that.", paid))) {
            model.reset();
            model.packedEnd = end;

            List<JobResult> results = run(work(3), jobs(TEXTS));

            assertThat(results).extracting(JobResult::status).containsOnly(Status.SUCCEEDED);
            assertThat(model.asked).hasSize(4);
            assertThat(results)
                    .allSatisfy(result -> assertThat(result.usage().calls()).isEqualTo(2));
        }
    }

    @Test
    void endsEachJobAsTheCallDoesWhenTheProviderTakesNone() throws Exception {
        model.packedEnd = _ -> new Outcome.Exhausted(NOW.plusSeconds(600), "603", "no balance", Receipt.of(Charged.NO));

        List<Verdict> verdicts = verdicts(work(3), jobs(TEXTS));

        assertThat(verdicts).hasOnlyElementsOfType(Verdict.Retry.class);
        assertThat(model.asked).hasSize(1);
    }

    @Test
    void countsACallThatMayHaveBeenPaidInVainAgainstEachJob() throws Exception {
        model.packedEnd = _ -> new Outcome.Uncertain("timeout", "no answer", Receipt.of(Charged.UNKNOWN));

        List<JobResult> results = run(work(3), jobs(TEXTS));

        assertThat(model.asked).hasSize(2);
        assertThat(results).allSatisfy(result -> {
            assertThat(result.error().code()).isEqualTo(ErrorCode.PROVIDER_UNCERTAIN);
            assertThat(result.usage().unknown()).isEqualTo(2);
        });
    }

    @Test
    void asksByItselfAJobWhoseSharedCallHasFailedForGood() throws Exception {
        model.packedEnd = _ -> new Outcome.Transient(null, "500", "no reason told", Receipt.of(Charged.NO));
        JobWork work = work(2);
        List<Verdict> first = verdicts(work, jobs(TEXTS.subList(0, 2)));
        int asked = model.asked.size();

        for (int i = 0; i < 2; i++) {
            var retry = (Verdict.Retry) first.get(i);
            var done = (Verdict.Done)
                    work.run(inbound(Job.sentiment("j" + i, TEXTS.get(i)), i).with(retry.state()));

            assertThat(result(done).status()).isEqualTo(Status.SUCCEEDED);
        }
        assertThat(model.asked).hasSize(asked + 2);
    }

    @Test
    void packsOnlyWhatIsAlike() throws Exception {
        List<Job> jobs = List.of(
                Job.sentiment("j1", "I love it."),
                Job.sentiment("j2", "The worst night of my life!").withTenant("acme"),
                Job.sentiment("j3", "这家店的菜太咸了，不喜欢。"),
                Job.sentiment("j4", "Fine, thank you."),
                Job.sentiment("j5", "I hate it.").withTenant("acme"),
                Job.sentiment("j6", "今天的天气真好，我很开心。"));

        List<JobResult> results = run(work(2), jobs);

        assertThat(results).extracting(JobResult::status).containsOnly(Status.SUCCEEDED);
        assertThat(model.asked).hasSize(3);
        assertThat(results.get(0).orderId()).isEqualTo(results.get(3).orderId());
        assertThat(results.get(1).orderId()).isEqualTo(results.get(4).orderId());
        assertThat(results.get(2).orderId()).isEqualTo(results.get(5).orderId());
    }

    @Test
    void asksALongTextAndOneThatNobodyJoinsByItself() throws Exception {
        List<JobResult> results =
                run(work(2, Duration.ofMillis(1)), List.of(Job.sentiment("j1", "I love it. ".repeat(200))));
        results.addAll(run(work(2, Duration.ofMillis(1)), List.of(Job.sentiment("j2", "I love it."))));

        assertThat(results).extracting(JobResult::status).containsOnly(Status.SUCCEEDED);
        assertThat(results)
                .allSatisfy(
                        result -> assertThat(result.calls().getFirst().share()).isNull());
    }

    @Test
    void packsNothingWithAProviderThatIsNotTold() throws Exception {
        List<JobResult> results =
                run(work(new PackRules(3, FOR_EVER, Set.of("another")), Spending.UNLIMITED), jobs(TEXTS));

        assertThat(model.asked).hasSize(3);
        assertThat(results)
                .allSatisfy(
                        result -> assertThat(result.calls().getFirst().share()).isNull());
    }

    @Test
    void goesOnWithoutAJobThatIsGivenUpWhileItWaits() throws Exception {
        JobWork work = work(3);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Inbound leaver = inbound(Job.sentiment("gone", "I was here first."), 99);
            var thread = new CompletableFuture<Thread>();
            Future<Verdict> gone = threads.submit(() -> {
                thread.complete(Thread.currentThread());
                return work.run(leaver);
            });
            List<Future<Verdict>> rest = new ArrayList<>();
            await().until(() -> room.waiting() == 1);
            rest.add(threads.submit(() -> work.run(inbound(Job.sentiment("j0", TEXTS.get(0)), 0))));
            await().until(() -> room.waiting() == 2);

            thread.get().interrupt();

            assertThat(gone)
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .withCauseInstanceOf(InterruptedException.class);
            rest.add(threads.submit(() -> work.run(inbound(Job.sentiment("j1", TEXTS.get(1)), 1))));
            rest.add(threads.submit(() -> work.run(inbound(Job.sentiment("j2", TEXTS.get(2)), 2))));
            for (Future<Verdict> each : rest) {
                assertThat(result((Verdict.Done) each.get()).status()).isEqualTo(Status.SUCCEEDED);
            }
            assertThat(model.asked).hasSize(1);
            assertThat(model.asked.getFirst().text()).doesNotContain("here first");
        }
    }

    @Test
    void goesOnWithoutAJobThatIsStoppedDuringTheCall() throws Exception {
        JobWork work = work(3);
        var called = new CompletableFuture<Void>();
        var answer = new CompletableFuture<Void>();
        model.during = () -> {
            called.complete(null);
            return answer.get();
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var thread = new CompletableFuture<Thread>();
            Future<Verdict> gone = threads.submit(() -> {
                thread.complete(Thread.currentThread());
                return work.run(inbound(Job.sentiment("gone", TEXTS.get(0)), 0));
            });
            List<Future<Verdict>> rest = new ArrayList<>();
            for (int i = 1; i < 3; i++) {
                int at = i;
                rest.add(threads.submit(() -> work.run(inbound(Job.sentiment("j" + at, TEXTS.get(at)), at))));
            }
            called.get();

            thread.get().interrupt();

            assertThat(gone)
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .withCauseInstanceOf(InterruptedException.class);
            answer.complete(null);
            for (Future<Verdict> each : rest) {
                JobResult result = result((Verdict.Done) each.get());
                assertThat(result.status()).isEqualTo(Status.SUCCEEDED);
                // A third is on the account of the one who was stopped.
                assertThat(result.calls().getFirst().share()).isBetween(0.333333, 0.333334);
            }
        }
    }

    @Test
    void stopsACallForWhichNobodyWaitsAnyMore() throws Exception {
        JobWork work = work(2);
        var called = new CompletableFuture<Void>();
        var stopped = new CompletableFuture<Void>();
        model.during = () -> {
            called.complete(null);
            try {
                return new CompletableFuture<Void>().get();
            } catch (InterruptedException e) {
                stopped.complete(null);
                throw e;
            }
        };
        var threads = new CopyOnWriteArrayList<Thread>();
        for (int i = 0; i < 2; i++) {
            int at = i;
            threads.add(Thread.startVirtualThread(() -> {
                try {
                    work.run(inbound(Job.sentiment("j" + at, TEXTS.get(at)), at));
                } catch (InterruptedException _) {
                    // As told.
                }
            }));
        }
        called.get();

        threads.forEach(Thread::interrupt);

        assertThat(stopped).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void beginsAsManyJobsAsShareTheCallsThatCanBeMade() {
        assertThat(work(8).enough("scripted")).isEqualTo(8);
        assertThat(work(new PackRules(8, FOR_EVER, Set.of()), Spending.UNLIMITED)
                        .enough("scripted"))
                .isEqualTo(8);
    }

    @Test
    void beginsMoreJobsWhileThoseInWorkShareCalls() throws Exception {
        JobWork work = work(8);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 7; i++) {
                int at = i;
                var _ = threads.submit(() -> work.run(inbound(Job.sentiment("j" + at, at + " things I love."), at)));
            }
            await().until(() -> room.waiting() == 7);

            assertThat(work.enough("scripted")).isEqualTo(7 + 8);

            threads.shutdownNow();
        }
    }

    private JobWork work(int most) {
        return work(most, FOR_EVER);
    }

    private JobWork work(int most, Duration patience) {
        return work(new PackRules(most, patience, Set.of("scripted")), spending());
    }

    private Spending spending() {
        return charge -> {
            reserved.add(charge);
            return new Spending.Decision.Granted(new Spending.Reservation() {
                @Override
                public void settle(CallRecord call) {
                    settled.add(call);
                }

                @Override
                public void release() {}

                @Override
                public void close() {}
            });
        };
    }

    private JobWork work(PackRules rules, Spending spending) {
        InstantSource clock = InstantSource.fixed(NOW);
        room = new PackRoom(rules, clock);
        var retry = new RetryRules(3, 1, Duration.ofMillis(1), Duration.ofMillis(2));
        var quota = new Quota(Limits.ofOneWorker(null, 8), FleetShare.ALONE, NOW);
        var caller = new Caller(model, quota, retry, _ -> 1, spending, clock);
        var price = Price.perCall(new BigDecimal("0.02"), Currency.getInstance("CNY"));
        var jobRules = new JobRules(
                "worker-1",
                1_000_000,
                20,
                Duration.ofHours(24),
                Map.of(Task.SENTIMENT, "scripted"),
                new PriceTable(Map.of("scripted", price)),
                Map.of(),
                Map.of());
        return new JobWork(new Workshop(
                jobRules,
                TOPICS,
                Planners.of(Map.of(Task.SENTIMENT, TaskDefaults.DEFAULT), Map.of()),
                Map.of("scripted", Route.to(caller)),
                Journals.off("worker-1", clock),
                room,
                new Observer(),
                clock));
    }

    private final class Observer implements JobObserver {
        @Override
        public void unknownFields(Task task, int count) {}

        @Override
        public void deadLettered(Task task, ErrorCode code) {}

        @Override
        public void called(CallRecord call) {
            told.add(call);
        }

        @Override
        public void ended(JobResult result) {}
    }

    private static List<Job> jobs(List<String> texts) {
        List<Job> jobs = new ArrayList<>();
        texts.forEach(text -> jobs.add(Job.sentiment("j" + jobs.size(), text)));
        return jobs;
    }

    private static List<JobResult> run(JobWork work, List<Job> jobs) throws Exception {
        List<JobResult> results = new ArrayList<>();
        verdicts(work, jobs).forEach(verdict -> results.add(result((Verdict.Done) verdict)));
        return results;
    }

    private static List<Verdict> verdicts(JobWork work, List<Job> jobs) throws Exception {
        List<Verdict> verdicts = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var offset = new AtomicInteger();
            List<Callable<Verdict>> all = jobs.stream()
                    .map(job -> inbound(job, offset.getAndIncrement()))
                    .<Callable<Verdict>>map(inbound -> () -> work.run(inbound))
                    .toList();
            for (Future<Verdict> each : threads.invokeAll(all)) {
                verdicts.add(each.get());
            }
        }
        return verdicts;
    }

    private static Inbound inbound(Job job, long offset) {
        var source = new TopicPartition(TOPICS.jobs(Task.SENTIMENT), 3);
        return new Inbound(source, offset, NOW, null, JobCodec.encode(job), new RecordHeaders(), 1, NOW);
    }

    /** The result, whose calls are also in the topic of calls. */
    private static JobResult result(Verdict.Done done) {
        JobResult result = SchemaCheck.result(done.records().stream()
                .filter(record -> record.topic().equals(TOPICS.results(Task.SENTIMENT)))
                .findFirst()
                .map(Outbound::value)
                .orElseThrow());
        assertThat(done.records().stream()
                        .filter(record -> record.topic().equals(TOPICS.calls()))
                        .map(record -> SchemaCheck.call(record.value()))
                        .map(CallEntry::call))
                .isEqualTo(result.calls());
        return result;
    }

    /** Loves what is loved and hates what is bad; numbers its calls from G1. */
    private static final class Model implements Provider {
        private static final Pattern TEXT = Pattern.compile("(?s)#([0-9a-f]{8}) \\d+\n(.*?)(?=\n#\\1 \\d+\n|$)");

        private final List<Prompt> asked = Collections.synchronizedList(new ArrayList<>());
        private final AtomicInteger calls = new AtomicInteger();
        private volatile Function<List<String>, String> packed = Model::answers;
        private volatile Function<Receipt, Outcome> packedEnd;
        private volatile Callable<Void> during = () -> null;

        void reset() {
            asked.clear();
            packedEnd = null;
        }

        static String answers(List<String> texts) {
            List<String> entries = new ArrayList<>();
            for (String text : texts) {
                entries.add("{\"index\":%d,\"echo\":\"%s\",%s"
                        .formatted(entries.size() + 1, text, answer(text).substring(1)));
            }
            return "{\"answers\":[" + String.join(",", entries) + "]}";
        }

        private static String answer(String text) {
            if (text.contains("love") || text.contains("真好")) {
                return "{\"label\":\"positive\",\"score\":0.9}";
            }
            return text.contains("worst") || text.contains("hate") || text.contains("太咸")
                    ? "{\"label\":\"negative\",\"score\":-0.9}"
                    : "{\"label\":\"neutral\",\"score\":0}";
        }

        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public String model() {
            return "model-1";
        }

        @Override
        public PromptLimit promptLimit() {
            return new PromptLimit(PromptLimit.Unit.UTF16_UNITS, 4_000, PromptLimit.Form.FULL, 100);
        }

        @Override
        public Outcome call(Prompt prompt) throws InterruptedException {
            asked.add(prompt);
            var paid = new Receipt(Charged.YES, "G" + calls.incrementAndGet(), null, null, null, 300, 50);
            boolean isPacked = prompt.version().startsWith("pack.");
            try {
                during.call();
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            if (isPacked && packedEnd != null) {
                return packedEnd.apply(paid);
            }
            return new Outcome.Answered(isPacked ? packed.apply(texts(prompt)) : answer(prompt.text()), paid);
        }

        private static List<String> texts(Prompt prompt) {
            Matcher text = TEXT.matcher(prompt.text());
            List<String> texts = new ArrayList<>();
            while (text.find()) {
                texts.add(text.group(2));
            }
            return texts;
        }
    }
}
