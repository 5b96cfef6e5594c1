package io.textmill.worker.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.sandbox.provider.ProviderKind;
import io.textmill.sandbox.provider.Simulator;
import io.textmill.sandbox.provider.SimulatorSettings;
import io.textmill.worker.provider.Connection;
import io.textmill.worker.provider.HttpExchange;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.Secret;
import io.textmill.worker.provider.openai.OpenAiChat;
import io.textmill.worker.provider.openai.OpenAiChatSettings;
import io.textmill.worker.quota.FleetShare;
import io.textmill.worker.quota.Limits;
import io.textmill.worker.quota.Quota;
import io.textmill.worker.quota.Urgency;
import io.textmill.worker.spend.Spending;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The caller against a simulator that refuses whatever is too fast. */
class StrictProviderTest {
    /** Far above the pace that is tried: a busy machine may hold calls back and let them go together. */
    private static final int ALLOWED_PER_SECOND = 40;

    private static final int CALLS = 60;

    @Test
    void keepsBelowTheRateThatTheProviderAllows() throws Exception {
        try (var simulator = strict();
                var http = HttpExchange.withDefaultTrust(Clock.systemUTC())) {
            List<CallEnd> ends = callAll(caller(simulator, http, 15.0));

            assertThat(ends).hasOnlyElementsOfType(CallEnd.Answered.class).hasSize(CALLS);
            assertThat(simulator.ledger().totals().refused()).isZero();
        }
    }

    @Test
    void isRefusedWithoutALimitAndGetsEveryAnswerAllTheSame() throws Exception {
        try (var simulator = strict();
                var http = HttpExchange.withDefaultTrust(Clock.systemUTC())) {
            List<CallEnd> ends = callAll(caller(simulator, http, null));

            assertThat(ends).hasOnlyElementsOfType(CallEnd.Answered.class).hasSize(CALLS);
            assertThat(simulator.ledger().totals().refused()).isPositive();
            assertThat(simulator.ledger().totals().charged()).isEqualTo(CALLS);
        }
    }

    private static Simulator strict() {
        var limits = io.textmill.sandbox.provider.Limits.NONE.withRates(ALLOWED_PER_SECOND, 10_000, 10_000);
        return Simulator.start(
                ProviderKind.OPENAI_CHAT, SimulatorSettings.defaults().withLimits(limits));
    }

    private static Caller caller(Simulator simulator, HttpExchange http, @Nullable Double perSecond) {
        var connection =
                new Connection(simulator.baseUrl(), Duration.ofSeconds(10), Connection.DEFAULT_MAX_REPLY_BYTES, null);
        var settings = new OpenAiChatSettings(
                "strict",
                connection,
                new Secret(simulator.credentials().key()),
                ProviderKind.OPENAI_CHAT.model(),
                null,
                0.2,
                100,
                OpenAiChatSettings.OutputLimit.MAX_TOKENS,
                OpenAiChatSettings.StructuredOutput.NONE,
                10_000);
        var rules = new RetryRules(3, 1, Duration.ofMillis(50), Duration.ofSeconds(1));
        var quota = new Quota(Limits.ofOneWorker(perSecond, 30), FleetShare.ALONE, Instant.now());
        return new Caller(
                new OpenAiChat(settings, http), quota, rules, tenant -> 1, Spending.UNLIMITED, Clock.systemUTC());
    }

    private static List<CallEnd> callAll(Caller caller) throws Exception {
        var urgency = new Urgency("", 5, Instant.now().plusSeconds(60), Instant.EPOCH);
        List<Callable<CallEnd>> calls = IntStream.range(0, CALLS)
                .<Callable<CallEnd>>mapToObj(i -> () -> {
                    var prompt = new Prompt("Answer.", "Question " + i + "?", 50, false, null, "test@1");
                    return caller.call(new Inquiry(prompt, null), urgency, (_, _) -> {});
                })
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ends = threads.invokeAll(calls);
            return ends.stream().map(Future::resultNow).toList();
        }
    }
}
