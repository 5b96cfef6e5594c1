package io.textmill.worker.provider.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.CallRecord;
import io.textmill.contract.Charged;
import io.textmill.contract.ErrorCode;
import io.textmill.sandbox.provider.Fault;
import io.textmill.sandbox.provider.Ledger;
import io.textmill.sandbox.provider.Simulator;
import io.textmill.worker.caller.CallEnd;
import io.textmill.worker.caller.Caller;
import io.textmill.worker.caller.Inquiry;
import io.textmill.worker.caller.RetryRules;
import io.textmill.worker.provider.Calls;
import io.textmill.worker.provider.Connection;
import io.textmill.worker.provider.HttpExchange;
import io.textmill.worker.provider.Meaning;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.StatusTable;
import io.textmill.worker.provider.TableRow;
import io.textmill.worker.provider.juhe.JuheRows;
import io.textmill.worker.provider.jumdata.JumDataRows;
import io.textmill.worker.provider.openai.OpenAiRows;
import io.textmill.worker.quota.FleetShare;
import io.textmill.worker.quota.Limits;
import io.textmill.worker.quota.Parking;
import io.textmill.worker.quota.Quota;
import io.textmill.worker.quota.Urgency;
import io.textmill.worker.spend.Spending;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row of every classification table: what the caller makes of it, against the vendor's own books. That a row is
 * read as its table says is part of it; so a new row is tested here without another word.
 */
class TablesContractTest {
    /** In force: three calls while they fail without a charge, two while they may have been charged. */
    private static final RetryRules RULES = new RetryRules(3, 1, Duration.ofMillis(1), Duration.ofMillis(2));

    private static final Prompt PROMPT = new Prompt(null, "用不超过40字概括：\n菜很新鲜。", 300, false, null, "test@1");

    /** The adapters' day, but it passes. */
    private final Clock clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), Calls.NOW));

    private static final HttpExchange HTTP = HttpExchange.withDefaultTrust(Calls.CLOCK);
    private static final Map<Subject, Simulator> SIMULATORS = new EnumMap<>(Subject.class);

    private final List<CallRecord> book = new ArrayList<>();

    /** How the caller ends, of so many requests, and how the circuit stands then. */
    private record Expected(int requests, Parking.State circuit) {}

    @BeforeAll
    static void start() {
        for (Subject subject : List.of(Subject.JUHE_GET, Subject.JUMDATA, Subject.CHAT)) {
            SIMULATORS.put(subject, Simulator.start(subject.kind, subject.simulator()));
        }
    }

    @AfterAll
    static void stop() {
        SIMULATORS.values().forEach(Simulator::close);
        HTTP.close();
    }

    static Stream<Arguments> everyRow() {
        return Stream.of(
                        of(Subject.JUHE_GET, JuheRows.all()),
                        of(Subject.JUMDATA, JumDataRows.all()),
                        of(Subject.CHAT, OpenAiRows.all()),
                        of(Subject.JUMDATA, statuses(StatusTable.FORM)),
                        of(Subject.CHAT, statuses(StatusTable.OPENAI)))
                .flatMap(rows -> rows);
    }

    static Stream<Arguments> everyThrottledRow() {
        return everyRow()
                .filter(arguments -> arguments.get()[1] instanceof TableRow row && row.meaning() == Meaning.THROTTLED);
    }

    private static Stream<Arguments> of(Subject subject, Stream<TableRow> rows) {
        return rows.map(row -> Arguments.argumentSet(row.toString(), subject, row));
    }

    private static Stream<TableRow> statuses(StatusTable table) {
        return IntStream.of(
                        200, 301, 400, 401, 402, 403, 404, 405, 408, 409, 410, 422, 425, 429, 500, 501, 502, 503, 504,
                        521, 522, 523, 525, 526)
                .mapToObj(status -> {
                    Meaning meaning = table.meaning(status);
                    return new TableRow(table + " " + status, Fault.status(status, ""), meaning, meaning.charged());
                });
    }

    @ParameterizedTest
    @MethodSource("everyRow")
    void theCallerDoesWhatTheRowSays(Subject subject, TableRow row) throws Exception {
        Simulator simulator = SIMULATORS.get(subject);
        Caller caller = caller(subject, row);
        var inquiry = new Inquiry(PROMPT, null);
        Expected expected = expected(row.meaning());
        int before = simulator.ledger().entries().size();
        script(simulator, told(row), expected.requests());

        CallEnd end = call(caller, inquiry);

        List<Ledger.Entry> charged = simulator.ledger().entries();
        assertThat(charged).hasSize(before + expected.requests());
        assertThat(book)
                .hasSize(expected.requests())
                .extracting(CallRecord::charged)
                .containsOnly(row.charged());
        if (row.charged() != Charged.UNKNOWN) {
            assertThat(charged.subList(before, charged.size()))
                    .extracting(Ledger.Entry::charged)
                    .containsOnly(row.charged() == Charged.YES);
        }
        assertThat(caller.circuit()).isEqualTo(expected.circuit());
        assertThat(caller.misconfigured().isPresent()).isEqualTo(row.meaning() == Meaning.MISCONFIGURED);
        switch (end) {
            case CallEnd.Failed failed -> assertThat(failed.code()).isEqualTo(code(row.meaning()));
            case CallEnd.Parked parked -> {
                assertThat(code(row.meaning())).isEqualTo(ErrorCode.OTHER);
                assertThat(parked.until()).isAfter(clock.instant()).isEqualTo(caller.reopensAt());
                assertThat(caller.takesCalls()).isFalse();
                assertThatAllAttemptsAreLeft(simulator, caller(subject, row), inquiry);
            }
            case CallEnd.Answered _, CallEnd.Expired _ -> throw new AssertionError(end);
        }
    }

    @ParameterizedTest
    @MethodSource("everyThrottledRow")
    void aThrottledCallWaitsAsToldAndUsesNoAttemptUp(Subject subject, TableRow row) throws Exception {
        Simulator simulator = SIMULATORS.get(subject);
        int before = simulator.ledger().entries().size();
        int throttled = 2 * RULES.attempts();
        script(simulator, Fault.header("retry-after-ms", "3", row.fault()), throttled);

        CallEnd end = call(caller(subject, row), new Inquiry(PROMPT, null));

        assertThat(end).isInstanceOf(CallEnd.Answered.class);
        List<Ledger.Entry> calls = simulator.ledger().entries();
        assertThat(calls.subList(before, calls.size()))
                .extracting(Ledger.Entry::charged)
                .containsExactlyElementsOf(
                        Stream.concat(Stream.generate(() -> false).limit(throttled), Stream.of(true))
                                .toList());
        assertThat(book).hasSize(throttled + 1);
    }

    /** What a parked provider did is not held against the job: it may still fail as often as any other. */
    private void assertThatAllAttemptsAreLeft(Simulator simulator, Caller reopened, Inquiry inquiry)
            throws InterruptedException {
        int before = simulator.ledger().entries().size();
        script(simulator, Fault.status(503, ""), RULES.attempts() - 1);

        assertThat(call(reopened, inquiry)).isInstanceOf(CallEnd.Answered.class);

        assertThat(simulator.ledger().entries()).hasSize(before + RULES.attempts());
    }

    private static Expected expected(Meaning meaning) {
        return switch (meaning) {
            case UNANSWERABLE, REJECTED, INVALID -> new Expected(1, Parking.State.CLOSED);
            case TRANSIENT -> new Expected(RULES.attempts(), Parking.State.CLOSED);
            case UNCERTAIN -> new Expected(1 + RULES.uncertainRetries(), Parking.State.CLOSED);
            case THROTTLED, EXHAUSTED, UNAVAILABLE, MISCONFIGURED -> new Expected(1, Parking.State.OPEN);
        };
    }

    /** How a job fails; {@code OTHER} where it does not, but waits. */
    private static ErrorCode code(Meaning meaning) {
        return switch (meaning) {
            case UNANSWERABLE -> ErrorCode.UNANSWERABLE;
            case REJECTED -> ErrorCode.CONTENT_REJECTED;
            case INVALID -> ErrorCode.PROVIDER_REFUSED_REQUEST;
            case TRANSIENT -> ErrorCode.PROVIDER_FAILED;
            case UNCERTAIN -> ErrorCode.PROVIDER_UNCERTAIN;
            case THROTTLED, EXHAUSTED, UNAVAILABLE, MISCONFIGURED -> ErrorCode.OTHER;
        };
    }

    /** A throttle asks for longer than a call waits in the worker. */
    private static Fault told(TableRow row) {
        return row.meaning() == Meaning.THROTTLED ? Fault.header("Retry-After", "7", row.fault()) : row.fault();
    }

    private static void script(Simulator simulator, Fault fault, int times) {
        simulator.script(Collections.nCopies(times, fault).toArray(Fault[]::new));
    }

    private CallEnd call(Caller caller, Inquiry inquiry) throws InterruptedException {
        var urgency = new Urgency("", 5, clock.instant().plusSeconds(60), Instant.EPOCH);
        return caller.call(inquiry, urgency, (call, _) -> book.add(call));
    }

    private Caller caller(Subject subject, TableRow row) {
        var quota = new Quota(Limits.ofOneWorker(null, 10), FleetShare.ALONE, clock.instant());
        return new Caller(
                subject.adapter(connection(SIMULATORS.get(subject).baseUrl(), row.host()), HTTP),
                quota,
                RULES,
                tenant -> 1,
                Spending.UNLIMITED,
                clock);
    }

    /** Through the simulator as a proxy, where the address of a certain vendor matters. */
    private static Connection connection(URI simulator, String host) {
        return host.isEmpty()
                ? Calls.connection(simulator, Calls.LONG)
                : new Connection(
                        URI.create("http://" + host),
                        Calls.LONG,
                        Connection.DEFAULT_MAX_REPLY_BYTES,
                        InetSocketAddress.createUnresolved(simulator.getHost(), simulator.getPort()));
    }
}
