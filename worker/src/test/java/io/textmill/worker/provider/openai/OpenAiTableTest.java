package io.textmill.worker.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.Charged;
import io.textmill.worker.provider.Calls;
import io.textmill.worker.provider.HttpExchange;
import io.textmill.worker.provider.Json;
import io.textmill.worker.provider.Meaning;
import io.textmill.worker.provider.Outcome;
import io.textmill.worker.provider.StubServer;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both endpoints read errors alike, so one of them stands for both here. */
class OpenAiTableTest {
    private static final HttpExchange HTTP = HttpExchange.withDefaultTrust(Calls.CLOCK);
    private static final URI OPENAI = URI.create("https://api.openai.com");
    private static final URI DASHSCOPE = URI.create("https://dashscope.aliyuncs.com/compatible-mode");

    @AfterAll
    static void close() {
        HTTP.close();
    }

    /** HTTP status, code, type, what it means, whether it is charged. */
    private static final List<Row> CODES = List.of(
            new Row(429, "rate_limit_exceeded", "requests", "throttled", Charged.NO),
            new Row(429, "rate_limit_exceeded", "tokens", "throttled", Charged.NO),
            new Row(429, "slow_down", "rate_limit_error", "throttled", Charged.NO),
            new Row(429, "", "rate_limit_error", "throttled", Charged.NO),
            new Row(503, "server_is_overloaded", "service_unavailable_error", "throttled", Charged.NO),
            new Row(429, "insufficient_quota", "insufficient_quota", "exhausted", Charged.NO),
            new Row(429, "", "insufficient_quota", "exhausted", Charged.NO),
            new Row(429, "credit_balance_exhausted", "insufficient_quota", "exhausted", Charged.NO),
            new Row(429, "organization_spend_limit_exceeded", "insufficient_quota", "exhausted", Charged.NO),
            new Row(429, "project_spend_limit_exceeded", "insufficient_quota", "exhausted", Charged.NO),
            new Row(429, "organization_usage_limit_exceeded", "insufficient_quota", "exhausted", Charged.NO),
            new Row(429, "billing_hard_limit_reached", "billing_limit_user_error", "exhausted", Charged.NO),
            new Row(400, "Arrearage", "Arrearage", "exhausted", Charged.NO),
            new Row(403, "AllocationQuota.FreeTierOnly", "", "exhausted", Charged.NO),
            new Row(400, "content_filter", "", "unanswerable", Charged.UNKNOWN),
            new Row(400, "content_policy_violation", "", "unanswerable", Charged.NO),
            new Row(400, "invalid_prompt", "invalid_request_error", "unanswerable", Charged.NO),
            new Row(400, "data_inspection_failed", "data_inspection_failed", "unanswerable", Charged.NO),
            new Row(400, "DataInspectionFailed", "", "unanswerable", Charged.NO),
            new Row(400, "context_length_exceeded", "invalid_request_error", "invalid", Charged.NO),
            new Row(401, "invalid_api_key", "invalid_request_error", "misconfigured", Charged.NO),
            new Row(404, "model_not_found", "invalid_request_error", "misconfigured", Charged.NO),
            new Row(404, "DeploymentNotFound", "", "misconfigured", Charged.NO),
            new Row(429, "billing_not_active", "billing_not_active", "misconfigured", Charged.NO),
            new Row(400, "unsupported_parameter", "invalid_request_error", "invalid", Charged.NO));

    /** Without a code that is known the status decides. */
    private static final List<Row> STATUSES = List.of(
            new Row(400, "unknown_thing", "invalid_request_error", "invalid", Charged.NO),
            new Row(401, "", "", "misconfigured", Charged.NO),
            new Row(402, "", "", "exhausted", Charged.NO),
            new Row(403, "", "", "misconfigured", Charged.NO),
            new Row(404, "", "", "misconfigured", Charged.NO),
            new Row(408, "", "", "uncertain", Charged.UNKNOWN),
            new Row(409, "", "", "transient", Charged.NO),
            new Row(413, "", "", "invalid", Charged.NO),
            new Row(422, "", "", "invalid", Charged.NO),
            new Row(429, "429", "", "throttled", Charged.NO),
            new Row(500, "", "server_error", "transient", Charged.NO),
            new Row(502, "", "", "transient", Charged.NO),
            new Row(503, "", "", "transient", Charged.NO),
            new Row(504, "", "", "uncertain", Charged.UNKNOWN));

    static Stream<Row> rows() {
        return Stream.concat(CODES.stream(), STATUSES.stream());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void readsAnErrorNestedAndFlat(Row row) throws Exception {
        String nested = "{\"error\":{\"message\":\"why\",\"type\":%s,\"param\":null,\"code\":%s}}"
                .formatted(quoted(row.type), quoted(row.code));
        String flat = "{\"object\":\"error\",\"message\":\"why\",\"type\":%s,\"code\":%s}"
                .formatted(quoted(row.type), quoted(row.code));

        Outcome fromNested = answer(row.status, nested);
        Outcome fromFlat = answer(row.status, flat);

        assertThat(fromNested).isEqualTo(fromFlat).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.wireName()).isEqualTo(row.outcome);
            assertThat(failed.receipt().charged()).isEqualTo(row.charged);
            assertThat(failed.message().equals("why"))
                    .isEqualTo(!row.outcome.equals("unanswerable") && !row.outcome.equals("invalid"));
            assertThat(failed.code())
                    .isEqualTo(!row.code.isEmpty() ? row.code : !row.type.isEmpty() ? row.type : "http_" + row.status);
        });
    }

    @Test
    void hasATestForEachCodeOfTheTable() {
        assertThat(OpenAiTable.ROWS.stream().map(OpenAiTable.Row::code).filter(code -> !code.isEmpty()))
                .isSubsetOf(CODES.stream().map(Row::code).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "429, \"insufficient_quota\", THROTTLED, EXHAUSTED",
        "429, null, THROTTLED, EXHAUSTED",
        "403, \"insufficient_quota\", EXHAUSTED, EXHAUSTED",
    })
    void callsQuotaALimitPerMinuteAtDashScopeOnly(int status, String code, Meaning dashScope, Meaning openAi) {
        String json = "{\"error\":{\"message\":\"You exceeded your current quota\",\"type\":\"insufficient_quota\","
                + "\"code\":" + code + "}}";

        assertThat(meaning(json, status, DASHSCOPE)).isEqualTo(dashScope);
        assertThat(meaning(json, status, OPENAI)).isEqualTo(openAi);
    }

    @ParameterizedTest
    @CsvSource({
        "content_filter, the provider's content filter refused the text",
        "data_inspection_failed, the provider's content filter refused the text",
        "context_length_exceeded, the prompt is longer than the model takes",
        "unsupported_parameter, the server does not take one of the parameters",
        "unheard_of, the provider calls the request wrong",
    })
    void saysInItsOwnWordsWhatIsAboutTheText(String code, String message) throws Exception {
        Outcome outcome = answer(400, "{\"error\":{\"message\":\"德国首都\",\"code\":\"" + code + "\"}}");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.message()).isEqualTo(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Li Wei, born 1970, lives there", "两个字", "x y", ""})
    void takesNoTextForACode(String code) throws Exception {
        Outcome outcome = answer(500, "{\"error\":{\"message\":\"why\",\"code\":\"" + code + "\"}}");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo("http_500"));
    }

    @Test
    void callsARequestInvalidThatNoWaitCanFit() {
        String json = "{\"error\":{\"message\":\"Request too large for gpt-4o on tokens per min\",\"type\":\"tokens\","
                + "\"code\":\"rate_limit_exceeded\"}}";

        assertThat(meaning(json, 429, OPENAI)).isEqualTo(Meaning.INVALID);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"error\":{\"message\":\"m\",\"code\":429}}', throttled",
        "'{\"error\":{\"message\":\"m\",\"code\":\"503\"}}', transient",
        "'{\"object\":\"error\",\"message\":\"m\",\"code\":401}', misconfigured",
        "'{\"error\":{\"message\":\"m\",\"code\":\"insufficient_quota\"}}', exhausted",
        "'{\"error\":{\"message\":\"m\",\"code\":null}}', uncertain",
        "'{\"error\":\"out of memory\"}', uncertain",
        "'{\"choices\":[],\"error\":{\"message\":\"m\",\"code\":500}}', transient",
    })
    void readsAnErrorUnderA200(String json, String outcome) throws Exception {
        assertThat(answer(200, json).wireName()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "422, '{\"detail\":\"Not Found\"}', invalid",
        "422, '{\"detail\":[{\"loc\":[\"body\"]}]}', invalid",
        "400, '{}', invalid",
        "500, '[]', transient",
        "502, '<html>Bad Gateway</html>', transient",
        "504, '', uncertain",
        "407, '', misconfigured",
    })
    void readsErrorsThatAreNotOpenAis(int status, String body, String outcome) throws Exception {
        assertThat(answer(status, body).wireName()).isEqualTo(outcome);
    }

    private static Meaning meaning(String json, int status, URI baseUrl) {
        var error = ApiError.of(Objects.requireNonNull(Json.object(json)), status);
        return OpenAiTable.row(Objects.requireNonNull(error), OpenAiTable.Server.at(baseUrl))
                .meaning();
    }

    private static Outcome answer(int status, String json) throws InterruptedException {
        try (var server = StubServer.answering(status, json)) {
            return new OpenAiChat(Calls.chat(server.uri()), HTTP).call(Calls.prompt("说"));
        }
    }

    private static String quoted(String value) {
        return value.isEmpty() ? "null" : "\"" + value + "\"";
    }

    /** What one error means; an empty code or type is null on the wire. */
    record Row(int status, String code, String type, String outcome, Charged charged) {}
}
