package io.textmill.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.Charged;
import io.textmill.worker.caller.Caller;
import io.textmill.worker.caller.RetryRules;
import io.textmill.worker.caller.Route;
import io.textmill.worker.engine.Inbound;
import io.textmill.worker.journal.Journals;
import io.textmill.worker.provider.Outcome;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.provider.Provider;
import io.textmill.worker.provider.Receipt;
import io.textmill.worker.quota.FleetShare;
import io.textmill.worker.quota.Limits;
import io.textmill.worker.quota.Quota;
import io.textmill.worker.quota.Urgency;
import io.textmill.worker.spend.Spending;
import io.textmill.worker.task.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class RoundTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final int QUESTIONS = 20;

    @Test
    void asksEightQuestionsOfOneJobSideBySideAndAnswersInTheirOrder() throws Exception {
        var provider = new CrowdedProvider(8);

        Round.End end = ask(provider, 100);

        assertThat(end)
                .isEqualTo(new Round.End.Answered(questions().stream()
                        .map(question -> "to " + question.prompt().user())
                        .toList()));
        assertThat(provider.mostAtOnce.get()).isEqualTo(8);
    }

    @Test
    void asksNoMoreQuestionsAtOnceThanTheQuotaAllows() throws Exception {
        var provider = new CrowdedProvider(3);

        Round.End end = ask(provider, 3);

        assertThat(end).isInstanceOf(Round.End.Answered.class);
        assertThat(provider.mostAtOnce.get()).isEqualTo(3);
    }

    private static Round.End ask(Provider provider, int inFlight) throws InterruptedException {
        var rules = new RetryRules(3, 1, Duration.ofMillis(1), Duration.ofMillis(2));
        var quota = new Quota(Limits.ofOneWorker(null, inFlight), FleetShare.ALONE, NOW);
        var caller = new Caller(provider, quota, rules, _ -> 1, Spending.UNLIMITED, CLOCK);
        var inbound =
                new Inbound(new TopicPartition("jobs", 0), 1, NOW, null, new byte[0], new RecordHeaders(), 1, NOW);
        var ask = new Step.Ask(questions(), _ -> new Step.Finished(new Step.Summary("", 1, 0, false)));
        var round = new Round(ask, 0, Journals.off("w", CLOCK).of(inbound), new PackRoom(PackRules.OFF, CLOCK));
        var urgency = new Urgency("", 5, NOW.plusSeconds(60), NOW);
        return round.ask(Route.to(caller), caller, urgency, (_, _) -> {});
    }

    private static List<Step.Question> questions() {
        return IntStream.range(0, QUESTIONS)
                .mapToObj(i -> new Step.Question(new Prompt(null, "question " + i, 10, false, null, "v@1"), i))
                .toList();
    }

    /** A provider whose first calls end only when so many of them are there at once. */
    private static final class CrowdedProvider implements Provider {
        private final AtomicInteger inFlight = new AtomicInteger();
        private final AtomicInteger mostAtOnce = new AtomicInteger();
        private final CountDownLatch crowd;

        CrowdedProvider(int size) {
            crowd = new CountDownLatch(size);
        }

        @Override
        public String name() {
            return "crowded";
        }

        @Override
        public String model() {
            return "model";
        }

        @Override
        public PromptLimit promptLimit() {
            return new PromptLimit(PromptLimit.Unit.UTF16_UNITS, 512, PromptLimit.Form.SHORT, 100);
        }

        @Override
        public Outcome call(Prompt prompt) throws InterruptedException {
            mostAtOnce.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            crowd.countDown();
            boolean isCrowd = crowd.await(20, TimeUnit.SECONDS);
            inFlight.decrementAndGet();
            return isCrowd
                    ? new Outcome.Answered("to " + prompt.user(), Receipt.of(Charged.YES))
                    : new Outcome.Unanswerable(false, "alone", "too few calls at once", Receipt.of(Charged.NO));
        }
    }
}
