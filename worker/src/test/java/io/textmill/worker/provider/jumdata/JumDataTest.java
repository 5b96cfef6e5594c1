package io.textmill.worker.provider.jumdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.Charged;
import io.textmill.worker.provider.Calls;
import io.textmill.worker.provider.HttpExchange;
import io.textmill.worker.provider.Outcome;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.provider.Receipt;
import io.textmill.worker.provider.Secret;
import io.textmill.worker.provider.StubServer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JumDataTest {
    private static final String INVISIBLE = "{\"code\":200,\"data\":\"\u200b\u00a0\ufeff\"}";
    private static final HttpExchange HTTP = HttpExchange.withDefaultTrust(Calls.CLOCK);

    @AfterAll
    static void close() {
        HTTP.close();
    }

    /** The table of the provider's page: code, outcome, charged. */
    static Stream<Code> codes() {
        return Stream.of(
                new Code("201", "unanswerable", Charged.YES),
                new Code("400", "unanswerable", Charged.NO),
                new Code("404", "misconfigured", Charged.NO),
                new Code("500", "unavailable", Charged.NO),
                new Code("502", "transient", Charged.NO),
                new Code("601", "misconfigured", Charged.NO),
                new Code("602", "misconfigured", Charged.NO),
                new Code("603", "exhausted", Charged.NO),
                new Code("604", "misconfigured", Charged.NO),
                new Code("606", "throttled", Charged.NO),
                new Code("607", "misconfigured", Charged.NO),
                new Code("609", "throttled", Charged.NO),
                new Code("610", "transient", Charged.NO));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void readsEachCodeInEachOfItsForms(Code row) throws Exception {
        Outcome number = answer("{\"msg\":\"why\",\"code\":" + row.code + "}");
        Outcome string = answer("{\"message\":\"why\",\"code\":\"" + row.code + "\"}");

        assertThat(number).isEqualTo(string);
        assertFailed(number, row.code, row.outcome, row.charged);
    }

    @Test
    void hasNoRowThatThePageHasNot() {
        assertThat(JumDataTable.ROWS.stream()
                        .map(row -> String.valueOf(row.code()))
                        .distinct())
                .containsExactlyElementsOf(codes().map(Code::code).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "202, uncertain, UNKNOWN",
        "403, invalid, NO",
        "503, transient, NO",
        "605, misconfigured, NO",
        "0, uncertain, UNKNOWN",
        "-1, uncertain, UNKNOWN",
    })
    void judgesAnUnknownCodeByItsHundred(String code, String outcome, Charged charged) throws Exception {
        assertFailed(answer("{\"msg\":\"why\",\"code\":" + code + "}"), code, outcome, charged);
    }

    @ParameterizedTest
    @ValueSource(strings = {"包含敏感词", "内容不合规: Design", "签名错误", "timestamp 2026"})
    void callsA400ARejectedTextWhateverItsMessageSays(String message) throws Exception {
        Outcome outcome = answer("{\"code\":400,\"msg\":\"" + message + "\"}");

        assertThat(outcome)
                .isEqualTo(new Outcome.Unanswerable(
                        true,
                        "400",
                        "the provider refused the text, most likely for a sensitive word",
                        Receipt.of(Charged.NO)));
    }

    @ParameterizedTest
    @CsvSource({"201, the provider found no answer", "403, the provider calls the request wrong"})
    void saysInItsOwnWordsWhatIsAboutTheText(int code, String message) throws Exception {
        Outcome outcome = answer("{\"code\":" + code + ",\"msg\":\"德国首都\"}");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.message()).isEqualTo(message));
    }

    @ParameterizedTest
    @CsvSource({"200, true, YES", "200, false, NO", "201, false, NO", "502, true, YES", "500, '\"true\"', YES"})
    void believesTheRepliesOwnChargeFlag(int code, String flag, Charged charged) throws Exception {
        Outcome outcome = answer("{\"code\":" + code + ",\"charge\":" + flag + ",\"taskNo\":\"69\",\"data\":\"答\"}");

        assertThat(outcome.receipt().charged()).isEqualTo(charged);
        assertThat(outcome.receipt().taskNo()).isEqualTo("69");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":200,\"message\":\"成功\",\"charge\":true,\"taskNo\":\"69564903663951243279\",\"data\":\"答\"}",
                "\r\n\n{\"code\":\"200\",\"taskNo\":69564903663951243279,\"data\":\"答\"}",
            })
    void readsAnAnswer(String json) throws Exception {
        Outcome outcome = answer(json);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Answered.class, answered -> {
            assertThat(answered.text()).isEqualTo("答");
            assertThat(answered.receipt().taskNo()).isEqualTo("69564903663951243279");
            assertThat(answered.receipt().charged()).isEqualTo(Charged.YES);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"code\":200,\"data\":\"\"}", "{\"code\":200,\"data\":null}", "{\"code\":200}", INVISIBLE})
    void callsAnEmptyAnswerUnanswerableAndCharged(String json) throws Exception {
        assertFailed(answer(json), "empty_answer", "unanswerable", Charged.YES);
    }

    @ParameterizedTest
    @CsvSource({"'', not_json", "<html>, not_json", "{}, no_code", "{\"code\":null}, no_code"})
    void callsA200ThatItCannotReadUncertain(String body, String code) throws Exception {
        assertFailed(answer(body), code, "uncertain", Charged.UNKNOWN);
    }

    /** The page's own example. */
    @Test
    void signsAsThePagesExample() {
        assertThat(Signature.sign("xyzxy2121zxyz", new Secret("efcefcef1121cefcefc1212121"), "1555378976238"))
                .isEqualTo(EXAMPLE);
    }

    /** Computed apart with {@code printf %s xyzxy2121zxyzefcefcef1121cefcefc12121211555378976238 | sha256sum}. */
    private static final String EXAMPLE = "6ddcdc405743c576cb6d34b17b47ed56e2b9b6670fae1fe85ed01244fd31558b";

    @Test
    void sendsASignedForm() throws Exception {
        try (var server = StubServer.answering(200, "{\"code\":500}")) {
            Clock clock = Clock.fixed(Instant.ofEpochMilli(1555378976238L), ZoneOffset.UTC);
            var settings = new JumDataSettings(
                    "jumdata",
                    Calls.connection(server.uri(), Calls.LONG),
                    "xyzxy2121zxyz",
                    new Secret("efcefcef1121cefcefc1212121"),
                    0);
            new JumData(settings, HTTP, clock).call(Calls.prompt("写 诗"));

            var request = server.onlyRequest();
            assertThat(request.line()).isEqualTo("POST /ai/gpt/chat/4 HTTP/1.1");
            assertThat(request.head()).contains("Content-Type: application/x-www-form-urlencoded\r\n");
            assertThat(request.body())
                    .isEqualTo("appId=xyzxy2121zxyz&timestamp=1555378976238&sign=" + EXAMPLE
                            + "&content=%E5%86%99+%E8%AF%97");
        }
    }

    @Test
    void signsEachCallAnew() throws Exception {
        try (var server = StubServer.answering(200, "{\"code\":500}")) {
            var reads = new AtomicInteger();
            JumData jumData = new JumData(Calls.jumData(server.uri()), HTTP, new TickingClock(reads));

            jumData.call(Calls.prompt("写"));
            jumData.call(Calls.prompt("写"));

            assertThat(server.requests().stream().map(request -> request.body().replaceAll(".*&sign=|&.*", "")))
                    .doesNotHaveDuplicates()
                    .hasSize(2);
        }
    }

    @Test
    void takes512BytesOfUtf8LessTheMargin() throws Exception {
        try (var server = StubServer.answering(200, "{\"code\":502}")) {
            JumData jumData = new JumData(Calls.jumData(server.uri()), HTTP, Calls.CLOCK);

            Outcome fits = jumData.call(Calls.prompt("字".repeat(166) + "ab"));
            Outcome tooLong = jumData.call(Calls.prompt("字".repeat(167)));

            assertFailed(fits, "502", "transient", Charged.NO);
            assertFailed(tooLong, "prompt_too_long", "invalid", Charged.NO);
            assertThat(server.requests()).hasSize(1);
            assertThat(jumData.promptLimit())
                    .isEqualTo(new PromptLimit(PromptLimit.Unit.UTF8_BYTES, 500, PromptLimit.Form.SHORT, 0));
        }
    }

    @Test
    void masksSecretAndSignatureInTheProvidersMessage() throws Exception {
        String sign = Signature.sign("xyzxy2121zxyz", new Secret(Calls.KEY), String.valueOf(Calls.NOW.toEpochMilli()));

        Outcome outcome = answer("{\"code\":607,\"msg\":\"" + sign + " of " + Calls.KEY + "\"}");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Misconfigured.class,
                        wrong -> assertThat(wrong.message()).isEqualTo("******** of ********"));
    }

    private static Outcome answer(String json) throws InterruptedException {
        try (var server = StubServer.answering(200, json)) {
            return new JumData(Calls.jumData(server.uri()), HTTP, Calls.CLOCK).call(Calls.prompt("写"));
        }
    }

    private static void assertFailed(Outcome outcome, String code, String wireName, Charged charged) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.wireName()).isEqualTo(wireName);
            assertThat(failed.code()).isEqualTo(code);
            assertThat(failed.receipt().charged()).isEqualTo(charged);
        });
    }

    /** One millisecond later each time that it is read. */
    private static final class TickingClock extends Clock {
        private final AtomicInteger reads;

        TickingClock(AtomicInteger reads) {
            this.reads = reads;
        }

        @Override
        public Instant instant() {
            return Calls.NOW.plusMillis(reads.incrementAndGet());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** A row of the table. */
    record Code(String code, String outcome, Charged charged) {}
}
