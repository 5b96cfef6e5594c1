package io.textmill.worker.provider.juhe;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.Charged;
import io.textmill.worker.provider.Calls;
import io.textmill.worker.provider.HttpExchange;
import io.textmill.worker.provider.LogCapture;
import io.textmill.worker.provider.Outcome;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.provider.Secret;
import io.textmill.worker.provider.StubServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JuheTest {
    private static final HttpExchange HTTP = HttpExchange.withDefaultTrust(Calls.CLOCK);

    @AfterAll
    static void close() {
        HTTP.close();
    }

    /** The table of the provider's page: code, old code, outcome, charged. */
    static Stream<Code> codes() {
        return Stream.of(
                new Code("274701", "", "invalid", Charged.NO),
                new Code("274702", "", "transient", Charged.NO),
                new Code("274703", "", "transient", Charged.NO),
                new Code("274704", "", "unanswerable", Charged.UNKNOWN),
                new Code("10001", "101", "misconfigured", Charged.NO),
                new Code("10002", "102", "misconfigured", Charged.NO),
                new Code("10003", "103", "misconfigured", Charged.NO),
                new Code("10004", "104", "misconfigured", Charged.NO),
                new Code("10005", "105", "misconfigured", Charged.NO),
                new Code("10007", "107", "misconfigured", Charged.NO),
                new Code("10008", "108", "misconfigured", Charged.NO),
                new Code("10009", "109", "misconfigured", Charged.NO),
                new Code("10011", "111", "throttled", Charged.NO),
                new Code("10012", "112", "exhausted", Charged.NO),
                new Code("10013", "113", "exhausted", Charged.NO),
                new Code("10014", "114", "uncertain", Charged.UNKNOWN),
                new Code("10020", "120", "unavailable", Charged.NO),
                new Code("10021", "121", "misconfigured", Charged.NO));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void readsEachCodeInEachOfItsForms(Code row) throws Exception {
        Outcome number = answer("{\"reason\":\"why\",\"result\":null,\"error_code\":" + row.code + "}");
        Outcome string = answer("{\"reason\":\"why\",\"error_code\":\"" + row.code + "\"}");
        Outcome both =
                answer("{\"resultcode\":\"" + row.old + "\",\"reason\":\"why\",\"error_code\":" + row.code + "}");

        assertThat(number).isEqualTo(string).isEqualTo(both);
        assertFailed(number, row.code, row.outcome, row.charged);
    }

    @ParameterizedTest
    @MethodSource("codes")
    void readsEachOldCode(Code row) throws Exception {
        String code = row.old.isEmpty() ? row.code : row.old;

        Outcome outcome = answer("{\"resultcode\":\"" + code + "\",\"reason\":\"why\",\"result\":[]}");

        assertFailed(outcome, code, row.outcome, row.charged);
    }

    @Test
    void hasNoRowThatThePageHasNot() {
        assertThat(JuheTable.ROWS.stream().map(row -> row.code() + "/" + row.old()))
                .containsExactlyElementsOf(codes().map(row -> row.code + "/" + (row.old.isEmpty() ? "0" : row.old))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "274799, transient, NO",
        "200201, transient, NO",
        "205, transient, NO",
        "10099, misconfigured, NO",
        "19999, misconfigured, NO",
        "199, misconfigured, NO",
        "-1, uncertain, UNKNOWN",
        "7, uncertain, UNKNOWN",
        "300001, uncertain, UNKNOWN",
    })
    void judgesAnUnknownCodeByItsFirstDigit(String code, String outcome, Charged charged) throws Exception {
        assertFailed(answer("{\"reason\":\"why\",\"error_code\":" + code + "}"), code, outcome, charged);
    }

    @ParameterizedTest
    @CsvSource({
        "274704, YES, NO, unanswerable, YES",
        "274704, NO, YES, unanswerable, NO",
        "10014, YES, NO, uncertain, NO",
        "114, NO, YES, uncertain, YES",
        "10001, YES, YES, misconfigured, NO",
    })
    void takesTheOperatorsWordForWhatThePageDoesNotSay(
            String code, Charged notAnswered, Charged internalError, String outcome, Charged charged) throws Exception {
        try (var server = StubServer.answering(200, "{\"resultcode\":\"" + code + "\"}")) {
            var charging = new JuheSettings.Charging(notAnswered, internalError);
            var settings = new JuheSettings(
                    "juhe",
                    Calls.connection(server.uri(), Calls.LONG),
                    new Secret(Calls.KEY),
                    JuheSettings.Method.GET,
                    Calls.SHANGHAI,
                    charging);

            assertFailed(new Juhe(settings, HTTP).call(Calls.prompt("问")), code, outcome, charged);
        }
    }

    @Test
    void parksTheProviderUntilItsNextMidnightWhenTheDaysCountIsUsedUp() throws Exception {
        Outcome outcome = answer("{\"error_code\":10012,\"reason\":\"请求超过次数限制\"}");

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Exhausted.class, exhausted -> {
            assertThat(exhausted.until()).isEqualTo(Instant.parse("2026-11-20T16:00:00Z"));
            assertThat(exhausted.message()).isEqualTo("请求超过次数限制");
        });
    }

    @Test
    void knowsNoEndOfATestKeysCount() throws Exception {
        Outcome outcome = answer("{\"error_code\":10013}");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Exhausted.class,
                        exhausted -> assertThat(exhausted.until()).isNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"reason\":\"success\",\"result\":{\"order_id\":\"G1\",\"resp\":[\"甲\",\"乙\"]},\"error_code\":0}",
                "{\"reason\":\"success\",\"result\":{\"orderid\":\"G1\",\"resp\":[\"甲\",\"乙\"]},\"error_code\":\"0\"}",
                "\n\n {\"resultcode\":\"200\",\"result\":{\"order_id\":\"G1\",\"resp\":\"甲乙\"}}",
                "\uFEFF{\"resultcode\":\"200\",\"error_code\":0,\"result\":{\"order_id\":\"G1\",\"resp\":[\"甲\",null,\"乙\"]}}",
            })
    void readsAnAnswerInEachOfItsForms(String json) throws Exception {
        Outcome outcome = answer(json);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Answered.class, answered -> {
            assertThat(answered.text()).isEqualTo("甲乙");
            assertThat(answered.receipt().orderId()).isEqualTo("G1");
            assertThat(answered.receipt().charged()).isEqualTo(Charged.YES);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"order_id\":\"G1\",\"resp\":[]}",
                "{\"order_id\":\"G1\",\"resp\":[\" \"]}",
                "{\"order_id\":\"G1\",\"resp\":[\"\u200b\",\"\u00a0\ufeff\"]}",
                "{\"order_id\":\"G1\"}"
            })
    void callsAnEmptyAnswerUnanswerableAndCharged(String result) throws Exception {
        Outcome outcome = answer("{\"error_code\":0,\"result\":" + result + "}");

        assertFailed(outcome, "empty_answer", "unanswerable", Charged.YES);
        assertThat(outcome.receipt().orderId()).isEqualTo("G1");
    }

    @ParameterizedTest
    @CsvSource({"'', not_json", "<html>, not_json", "[], not_json", "{}, no_code", "{\"error_code\":\"?\"}, no_code"})
    void callsA200ThatItCannotReadUncertain(String body, String code) throws Exception {
        assertFailed(answer(body), code, "uncertain", Charged.UNKNOWN);
    }

    @Test
    void believesACodeMoreThanTheStatus() throws Exception {
        try (var server = StubServer.answering(500, "{\"error_code\":10011}")) {
            Outcome outcome = juhe(server.uri(), JuheSettings.Method.GET).call(Calls.prompt("问"));

            assertFailed(outcome, "10011", "throttled", Charged.NO);
        }
    }

    @Test
    void sendsTheFormInTheQueryByGet() throws Exception {
        try (var server = StubServer.answering(200, "{\"error_code\":0}")) {
            juhe(server.uri(), JuheSettings.Method.GET).call(Calls.prompt("情 书&a"));

            var request = server.onlyRequest();
            assertThat(request.line())
                    .isEqualTo("GET /chatgpt/query?key=" + Calls.KEY + "&q=%E6%83%85+%E4%B9%A6%26a HTTP/1.1");
            assertThat(request.head()).contains("Content-Type: application/x-www-form-urlencoded\r\n");
            assertThat(request.body()).isEmpty();
        }
    }

    @Test
    void keepsTheFormOutOfTheAddressByPost() throws Exception {
        try (var server = StubServer.answering(200, "{\"error_code\":0}")) {
            juhe(server.uri(), JuheSettings.Method.POST).call(Calls.prompt("情 书&a"));

            var request = server.onlyRequest();
            assertThat(request.line()).isEqualTo("POST /chatgpt/query HTTP/1.1");
            assertThat(request.head()).contains("Content-Type: application/x-www-form-urlencoded\r\n");
            assertThat(request.body()).isEqualTo("key=" + Calls.KEY + "&q=%E6%83%85+%E4%B9%A6%26a");
        }
    }

    @Test
    void continuesAConversationOnlyWhenThePromptSays() throws Exception {
        try (var server = StubServer.answering(200, "{\"error_code\":0}")) {
            juhe(server.uri(), JuheSettings.Method.POST).call(withChat("Abc123"));

            assertThat(server.onlyRequest().body()).endsWith("&chat_id=Abc123");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "123456789012345678901234567890123", "abc-12", "对话对话对话", "abc123\n"})
    void refusesABadConversationWithoutACall(String chatId) throws Exception {
        try (var server = StubServer.answering(200, "{\"error_code\":0}")) {
            Outcome outcome = juhe(server.uri(), JuheSettings.Method.GET).call(withChat(chatId));

            assertFailed(outcome, "chat_id", "invalid", Charged.NO);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void takes512CharactersCountedInUtf16() throws Exception {
        try (var server = StubServer.answering(200, "{\"error_code\":274702}")) {
            Juhe juhe = juhe(server.uri(), JuheSettings.Method.GET);

            Outcome fits = juhe.call(Calls.prompt("😀".repeat(256)));
            Outcome tooLong = juhe.call(Calls.prompt("😀".repeat(256) + "x"));

            assertFailed(fits, "274702", "transient", Charged.NO);
            assertFailed(tooLong, "prompt_too_long", "invalid", Charged.NO);
            assertThat(server.requests()).hasSize(1);
            assertThat(juhe.promptLimit())
                    .isEqualTo(new PromptLimit(PromptLimit.Unit.UTF16_UNITS, 512, PromptLimit.Form.SHORT, 0));
        }
    }

    @Test
    void refusesAnEmptyPromptWithoutACall() throws Exception {
        try (var server = StubServer.answering(200, "{}")) {
            Outcome outcome = juhe(server.uri(), JuheSettings.Method.GET).call(Calls.prompt(" \n"));

            assertFailed(outcome, "empty_prompt", "invalid", Charged.NO);
            assertThat(server.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "274701, the provider calls the text empty or too long",
        "274704, the provider does not answer this content for now",
    })
    void saysInItsOwnWordsWhatIsAboutTheText(int code, String message) throws Exception {
        Outcome outcome = answer("{\"error_code\":" + code + ",\"reason\":\"德国首都\"}");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.message()).isEqualTo(message));
    }

    /** Alaska's day of 1867-10-18 came twice, when it changed sides of the date line. */
    @Test
    void parksTheProviderFor25HoursAtMost() throws Exception {
        var now = Instant.parse("1867-10-18T10:00:00Z");
        try (var server = StubServer.answering(200, "{\"error_code\":10012}");
                var http = HttpExchange.withDefaultTrust(Clock.fixed(now, ZoneOffset.UTC))) {
            var settings = Calls.juhe(server.uri(), JuheSettings.Method.GET, ZoneId.of("America/Juneau"));

            Outcome outcome = new Juhe(settings, http).call(Calls.prompt("问"));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Exhausted.class,
                            exhausted -> assertThat(exhausted.until()).isEqualTo(now.plus(Duration.ofHours(25))));
        }
    }

    @Test
    void masksTheKeyInTheProvidersMessage() throws Exception {
        Outcome outcome = answer("{\"error_code\":10001,\"reason\":\"KEY " + Calls.KEY + " 错误\"}");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Misconfigured.class,
                        wrong -> assertThat(wrong.message()).isEqualTo("KEY ******** 错误"));
    }

    @ParameterizedTest
    @CsvSource({"http://gpt.juhe.example, 1", "https://gpt.juhe.example, 0", "http://127.0.0.1:1, 0"})
    void warnsOnceWhenTheKeyWouldLeaveTheMachineInTheClear(URI baseUrl, int warnings) {
        try (var logs = new LogCapture()) {
            juhe(baseUrl, JuheSettings.Method.GET);

            assertThat(logs.lines()).hasSize(warnings).noneMatch(line -> line.contains(Calls.KEY));
        }
    }

    private static Prompt withChat(String chatId) {
        return new Prompt(null, "问", 300, false, chatId, "test@1");
    }

    private static Juhe juhe(URI baseUrl, JuheSettings.Method method) {
        return new Juhe(Calls.juhe(baseUrl, method), HTTP);
    }

    private static Outcome answer(String json) throws InterruptedException {
        try (var server = StubServer.answering(200, json)) {
            return juhe(server.uri(), JuheSettings.Method.GET).call(Calls.prompt("问"));
        }
    }

    private static void assertFailed(Outcome outcome, String code, String wireName, Charged charged) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.wireName()).isEqualTo(wireName);
            assertThat(failed.code()).isEqualTo(code);
            assertThat(failed.receipt().charged()).isEqualTo(charged);
        });
    }

    /** A row of the table; no old code is empty. */
    record Code(String code, String old, String outcome, Charged charged) {}
}
