package io.textmill.worker.provider.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.Charged;
import io.textmill.sandbox.provider.Fault;
import io.textmill.sandbox.provider.Ledger;
import io.textmill.sandbox.provider.OpenAiSettings;
import io.textmill.sandbox.provider.Simulator;
import io.textmill.worker.provider.Calls;
import io.textmill.worker.provider.Connection;
import io.textmill.worker.provider.HttpExchange;
import io.textmill.worker.provider.LogCapture;
import io.textmill.worker.provider.Outcome;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every adapter against every fault of its simulator. Whatever happens, a call is one request, ends in time, says what
 * to do and whether it was charged, keeps the provider's number and gives no secret away.
 */
class ProviderContractTest {
    private static final String TEXT = "这家餐厅的服务很好，菜也很新鲜。但是价格偏高，周末要排队很久。";
    private static final Prompt PROMPT = new Prompt(null, "用不超过40字概括：\n" + TEXT, 300, false, null, "test@1");
    private static final int MAX_REPLY_BYTES = 100_000;

    private static final HttpExchange HTTP = HttpExchange.withDefaultTrust(Calls.CLOCK);
    private static final Map<Subject, Simulator> SIMULATORS = new EnumMap<>(Subject.class);

    @BeforeAll
    static void start() {
        for (Subject subject : Subject.values()) {
            SIMULATORS.put(subject, Simulator.start(subject.kind, subject.simulator()));
        }
    }

    @AfterAll
    static void stop() {
        SIMULATORS.values().forEach(Simulator::close);
        HTTP.close();
    }

    static Stream<Arguments> everyFault() {
        return Case.all()
                .flatMap(each -> each.subjects().stream()
                        .sorted()
                        .map(subject -> Arguments.argumentSet(subject + ": " + each, subject, each)));
    }

    @ParameterizedTest
    @MethodSource("everyFault")
    void holds(Subject subject, Case expected) throws Exception {
        Simulator simulator = SIMULATORS.get(subject);
        var adapter =
                subject.adapter(new Connection(simulator.baseUrl(), expected.timeout(), MAX_REPLY_BYTES, null), HTTP);
        List<Ledger.Entry> before = simulator.ledger().entries();
        simulator.script(expected.fault());

        try (var logs = new LogCapture()) {
            long start = System.nanoTime();
            Outcome outcome = adapter.call(PROMPT);
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            assertThat(outcome.wireName()).as("%s", outcome).isEqualTo(expected.outcome());
            assertThat(outcome.receipt().charged()).isEqualTo(expected.charged());
            assertThat(took).isLessThan(expected.timeout().plusSeconds(10));
            List<Ledger.Entry> entries = simulator.ledger().entries();
            assertOneCall(expected, outcome, entries.subList(before.size(), entries.size()));
            assertThat(secrets()).allSatisfy(secret -> {
                assertThat(outcome.toString()).doesNotContain(secret);
                assertThat(logs.lines()).noneMatch(line -> line.contains(secret));
            });
            assertThat(logs.lines()).noneMatch(line -> line.contains(TEXT.substring(0, 8)));
        }
    }

    private static void assertOneCall(Case expected, Outcome outcome, List<Ledger.Entry> calls) {
        if (expected.fault() instanceof Fault.ResetBeforeRequest) {
            assertThat(calls).isEmpty();
            return;
        }
        assertThat(calls).hasSize(1);
        Ledger.Entry call = calls.getFirst();
        if (outcome.receipt().charged() != Charged.UNKNOWN) {
            assertThat(outcome.receipt().charged() == Charged.YES).isEqualTo(call.charged());
        }
        assertThat(number(outcome.receipt())).isEqualTo(expected.numbered() ? call.id() : null);
    }

    private static @Nullable String number(Receipt receipt) {
        return Stream.of(receipt.orderId(), receipt.taskNo(), receipt.id())
                .filter(number -> number != null)
                .findFirst()
                .orElse(null);
    }

    private static List<String> secrets() {
        return List.of(Subject.CREDENTIALS.key(), Subject.CREDENTIALS.appSecret());
    }

    @ParameterizedTest
    @EnumSource
    void saysHowLongToWait(Subject subject) throws Exception {
        Simulator simulator = SIMULATORS.get(subject);
        simulator.script(Fault.header("Retry-After", "7", Fault.status(429, "")));

        Outcome outcome = subject.adapter(Calls.connection(simulator.baseUrl(), Calls.LONG), HTTP)
                .call(PROMPT);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Throttled.class,
                        throttled -> assertThat(throttled.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @EnumSource
    void answersAgainAfterEveryKindOfBreak(Subject subject) throws Exception {
        Simulator simulator = SIMULATORS.get(subject);
        var adapter = subject.adapter(Calls.connection(simulator.baseUrl(), Calls.LONG), HTTP);
        simulator.script(Fault.cutBody(), Fault.resetBeforeRequest(), Fault.resetAfterRequest(), Fault.emptyBody());

        var outcomes = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            outcomes.add(adapter.call(PROMPT).wireName());
        }

        assertThat(outcomes).containsExactly("uncertain", "uncertain", "uncertain", "uncertain", "answered");
    }

    @Test
    void findsOutWhichParameterAServerTakesAtTheCostOfOneRefusal() throws Exception {
        var settings = Subject.CHAT
                .simulator()
                .withOpenAi(OpenAiSettings.DEFAULT.withOutputLimit(OpenAiSettings.OutputLimit.MAX_COMPLETION_TOKENS));
        try (var simulator = Simulator.start(Subject.CHAT.kind, settings)) {
            var adapter = Subject.CHAT.adapter(Calls.connection(simulator.baseUrl(), Calls.LONG), HTTP);

            Outcome first = adapter.call(PROMPT);
            Outcome second = adapter.call(PROMPT);

            assertThat(List.of(first, second)).hasOnlyElementsOfType(Outcome.Answered.class);
            assertThat(simulator.ledger().entries())
                    .extracting(Ledger.Entry::charged)
                    .containsExactly(false, true, true);
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsTheAnswerThatTheProviderGave(Subject subject) throws Exception {
        Simulator simulator = SIMULATORS.get(subject);

        Outcome outcome = subject.adapter(Calls.connection(simulator.baseUrl(), Calls.LONG), HTTP)
                .call(PROMPT);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Answered.class,
                        answered -> assertThat(answered.text())
                                .isEqualTo(
                                        simulator.ledger().entries().getLast().truth()));
    }
}
