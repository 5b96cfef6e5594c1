package io.textmill.worker.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.textmill.contract.Charged;
import io.textmill.worker.provider.AnswerFormat;
import io.textmill.worker.provider.Calls;
import io.textmill.worker.provider.HttpExchange;
import io.textmill.worker.provider.Json;
import io.textmill.worker.provider.Outcome;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.provider.Receipt;
import io.textmill.worker.provider.Secret;
import io.textmill.worker.provider.StubServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OpenAiChatTest {
    private static final HttpExchange HTTP = HttpExchange.withDefaultTrust(Calls.CLOCK);
    private static final Prompt SCHEMA = new Prompt(
            "Answer in JSON.", "说", 300, new AnswerFormat.Schema("extraction", "{\"type\":\"object\"}"), null, "v");
    private static final String USAGE =
            ",\"usage\":{\"prompt_tokens\":56,\"completion_tokens\":31,\"total_tokens\":87}";

    @AfterAll
    static void close() {
        HTTP.close();
    }

    @Test
    void sendsModelMessagesTemperatureAndLimit() throws Exception {
        try (var server = StubServer.answering(200, "{}")) {
            new OpenAiChat(Calls.chat(server.uri()), HTTP)
                    .call(new Prompt("Answer in JSON.", "说\"x\"", 300, true, null, "v"));

            var request = server.onlyRequest();
            assertThat(request.line()).isEqualTo("POST /v1/chat/completions HTTP/1.1");
            assertThat(request.head())
                    .contains("Authorization: Bearer " + Calls.KEY + "\r\n")
                    .contains("Content-Type: application/json\r\n");
            assertThat(Json.object(request.body())).isEqualTo(Json.object("""
                {"model":"gpt-test",
                 "messages":[{"role":"system","content":"Answer in JSON."},{"role":"user","content":"说\\"x\\""}],
                 "temperature":0.6,"max_tokens":300,"response_format":{"type":"json_object"}}\
                """));
        }
    }

    @Test
    void asksForJsonOnlyWhereThePromptDoes() throws Exception {
        try (var server = StubServer.answering(200, "{}")) {
            new OpenAiChat(Calls.chat(server.uri()), HTTP).call(Calls.prompt("说"));

            assertThat(Json.object(server.onlyRequest().body())).isEqualTo(Json.object("""
                {"model":"gpt-test","messages":[{"role":"user","content":"说"}],
                 "temperature":0.6,"max_tokens":300}\
                """));
        }
    }

    @Test
    void sendsTheSchemaOfAnAnswerAsAStrictOne() throws Exception {
        try (var server = StubServer.answering(200, "{}")) {
            new OpenAiChat(Calls.chat(server.uri()), HTTP).call(SCHEMA);

            assertThat(format(server.onlyRequest())).isEqualTo(Json.object("""
                {"type":"json_schema","json_schema":{"name":"extraction","strict":true,"schema":{"type":"object"}}}\
                """));
        }
    }

    @ParameterizedTest
    @CsvSource({"JSON_OBJECT, json_object", "NONE,"})
    void sendsASchemaOnlyWhereTheServerUnderstandsIt(
            OpenAiChatSettings.StructuredOutput structuredOutput, @Nullable String type) throws Exception {
        try (var server = StubServer.answering(200, "{}")) {
            new OpenAiChat(Calls.chat(server.uri(), structuredOutput), HTTP).call(SCHEMA);

            JsonNode format = format(server.onlyRequest());
            assertThat(format.path("type").asString(null)).isEqualTo(type);
            assertThat(format.has("json_schema")).isFalse();
        }
    }

    @Test
    void asksAServerThatRefusesASchemaOnceMoreWithJsonModeAndKeepsToThat() throws Exception {
        try (var server = StubServer.that((request, client) -> StubServer.reply(
                client,
                request.body().contains("json_schema") ? 400 : 200,
                (request.body().contains("json_schema")
                                ? "{\"error\":{\"message\":\"not with this model\",\"type\":\"invalid_request_error\","
                                        + "\"param\":\"response_format\",\"code\":null}}"
                                : "{\"id\":\"1\",\"choices\":[{\"message\":{\"content\":\"{}\"}}]}")
                        .getBytes(StandardCharsets.UTF_8)))) {
            var chat = new OpenAiChat(Calls.chat(server.uri()), HTTP);

            assertThat(chat.call(SCHEMA)).isInstanceOf(Outcome.Answered.class);
            assertThat(chat.call(SCHEMA)).isInstanceOf(Outcome.Answered.class);

            assertThat(server.requests())
                    .extracting(request -> format(request).path("type").asString())
                    .containsExactly("json_schema", "json_object", "json_object");
        }
    }

    @Test
    void addressesAnAzureDeployment() throws Exception {
        try (var server = StubServer.answering(200, "{}")) {
            new OpenAiChat(Calls.azure(server.uri()), HTTP).call(Calls.prompt("说"));

            var request = server.onlyRequest();
            assertThat(request.line())
                    .isEqualTo("POST /openai/deployments/our%20deployment/chat/completions?api-version=2024-10-21"
                            + " HTTP/1.1");
            assertThat(request.head())
                    .contains("api-key: " + Calls.KEY + "\r\n")
                    .doesNotContain("Authorization");
            assertThat(Json.object(request.body())).isEqualTo(Json.object("""
                {"messages":[{"role":"user","content":"说"}],
                 "temperature":0.6,"max_completion_tokens":300}\
                """));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://host.example, https://host.example/v1/chat/completions",
        "https://host.example/, https://host.example/v1/chat/completions",
        "https://host.example/v1, https://host.example/v1/chat/completions",
        "https://host.example/v1/, https://host.example/v1/chat/completions",
        "https://host.example/compatible-mode/v1, https://host.example/compatible-mode/v1/chat/completions",
        "https://host.example/proxy, https://host.example/proxy/v1/chat/completions",
    })
    void takesABaseWithAndWithoutItsVersion(URI base, URI address) {
        assertThat(Endpoint.v1(base, "/chat/completions")).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n\n  ", "\r\n"})
    void readsAnAnswerAfterBlankLines(String before) throws Exception {
        Outcome outcome = answer(
                before + "{\"id\":\"chatcmpl-1\",\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"好\","
                        + "\"refusal\":null},\"finish_reason\":\"stop\",\"index\":0}],\"error\":null" + USAGE + "}");

        assertThat(outcome)
                .isEqualTo(
                        new Outcome.Answered("好", new Receipt(Charged.YES, null, null, "chatcmpl-1", "req_7", 56, 31)));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"content\":\"好\"', 'null', answered, YES",
        "'\"content\":\"好\"', '\"eos\"', answered, YES",
        "'\"content\":\"好\"', '\"length\"', truncated, YES",
        "'\"content\":\"\"', '\"length\"', truncated, YES",
        "'\"content\":\"好\"', '\"content_filter\"', unanswerable, YES",
        "'\"content\":null', '\"content_filter\"', unanswerable, YES",
        "'\"content\":null,\"refusal\":\"I cannot\"', '\"stop\"', unanswerable, YES",
        "'\"content\":\"好\"', '\"insufficient_system_resource\"', uncertain, UNKNOWN",
        "'\"content\":null', '\"stop\"', unanswerable, YES",
        "'\"content\":\" \"', 'null', unanswerable, YES",
        "'\"content\":\"\u200b\u00a0\ufeff\"', 'null', unanswerable, YES",
        "'\"content\":\"好\",\"refusal\":\"\"', '\"stop\"', answered, YES",
        "'\"content\":\"好\",\"refusal\":\" \u200b\"', '\"stop\"', answered, YES",
    })
    void readsWhyTheModelStopped(String message, String finishReason, String outcome, Charged charged)
            throws Exception {
        Outcome read = answer("{\"id\":\"1\",\"choices\":[{\"message\":{" + message + "},\"finish_reason\":"
                + finishReason + "}]" + USAGE + "}");

        assertThat(read.wireName()).isEqualTo(outcome);
        assertThat(read.receipt()).isEqualTo(new Receipt(charged, null, null, "1", "req_7", 56, 31));
    }

    @Test
    void doesNotPassOnTheWordsOfARefusal() throws Exception {
        Outcome outcome =
                answer("{\"choices\":[{\"message\":{\"content\":null,\"refusal\":\"I cannot talk of Li Wei\"}}]}");

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Unanswerable.class, refused -> {
            assertThat(refused.rejected()).isTrue();
            assertThat(refused.message()).isEqualTo("the model refused");
        });
    }

    @Test
    void triesAgainWhereNothingWasSaidAndNothingCounted() throws Exception {
        Outcome outcome = answer("{\"id\":\"1\",\"choices\":[{\"message\":{\"content\":null},\"finish_reason\":null}],"
                + "\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":0}}");

        assertThat(outcome).isInstanceOf(Outcome.Transient.class);
        assertThat(outcome.receipt().charged()).isEqualTo(Charged.NO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"1\",\"choices\":[{\"message\":{\"content\":null},\"finish_reason\":\"stop\"}]}",
                "{\"id\":\"1\",\"choices\":null}",
                "{\"id\":\"1\",\"choices\":[]}"
            })
    void callsA200WithoutAnAnswerUncertain(String json) throws Exception {
        Outcome outcome = answer(json);

        assertThat(outcome).isInstanceOf(Outcome.Uncertain.class);
        assertThat(outcome.receipt()).isEqualTo(new Receipt(Charged.UNKNOWN, null, null, "1", "req_7", null, null));
    }

    @Test
    void asksOnceMoreWithTheOtherParameterAndRemembersIt() throws Exception {
        try (var server = StubServer.that((request, client) -> StubServer.reply(
                client,
                request.body().contains("max_completion_tokens") ? 200 : 400,
                (request.body().contains("max_completion_tokens")
                                ? "{\"id\":\"1\",\"choices\":[{\"message\":{\"content\":\"好\"}}]}"
                                : unsupported("max_tokens"))
                        .getBytes(StandardCharsets.UTF_8)))) {
            var chat = new OpenAiChat(Calls.chat(server.uri()), HTTP);

            Outcome first = chat.call(Calls.prompt("说"));
            Outcome second = chat.call(Calls.prompt("说"));

            assertThat(List.of(first, second)).hasOnlyElementsOfType(Outcome.Answered.class);
            assertThat(server.requests().stream().map(request -> request.body().contains("\"max_tokens\":300")))
                    .containsExactly(true, false, false);
        }
    }

    @Test
    void givesUpWhereNeitherParameterIsTaken() throws Exception {
        try (var server = StubServer.that((request, client) -> StubServer.reply(
                client,
                400,
                unsupported(request.body().contains("max_completion_tokens") ? "max_completion_tokens" : "max_tokens")
                        .getBytes(StandardCharsets.UTF_8)))) {
            Outcome outcome = new OpenAiChat(Calls.chat(server.uri()), HTTP).call(Calls.prompt("说"));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Invalid.class,
                            invalid -> assertThat(invalid.code()).isEqualTo("unsupported_parameter"));
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void doesNotAskAgainForAnyOtherParameter() throws Exception {
        try (var server = StubServer.answering(400, unsupported("temperature"))) {
            Outcome outcome = new OpenAiChat(Calls.chat(server.uri()), HTTP).call(Calls.prompt("说"));

            assertThat(outcome).isInstanceOf(Outcome.Invalid.class);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void refusesAnEmptyPromptWithoutACall() throws Exception {
        try (var server = StubServer.answering(200, "{}")) {
            Outcome outcome = new OpenAiChat(Calls.chat(server.uri()), HTTP).call(Calls.prompt("system", " "));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Invalid.class,
                            invalid -> assertThat(invalid.code()).isEqualTo("empty_prompt"));
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void takesTwentyMessagesAndNoMore() {
        var message = new OpenAiChat.Message("user", "说");

        assertThat(OpenAiChat.refusal(List.of())).isNotNull();
        assertThat(OpenAiChat.refusal(Collections.nCopies(20, message))).isNull();
        assertThat(OpenAiChat.refusal(Collections.nCopies(21, message)))
                .isEqualTo(Outcome.Invalid.local("too_many_messages", "21 messages of at most 20"));
    }

    @Test
    void countsSystemAndUserAgainstTheLimit() {
        var chat = new OpenAiChat(Calls.chat(URI.create("https://host.example")), HTTP);

        assertThat(chat.promptLimit())
                .isEqualTo(new PromptLimit(PromptLimit.Unit.UTF16_UNITS, 100_000, PromptLimit.Form.ROLES, 800));
        assertThat(chat.promptLimit().refusal(Calls.prompt("x".repeat(50_000), "y".repeat(50_000))))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "line\nbreak", "钥匙"})
    void refusesAtStartAKeyThatNoHeaderCanCarry(String key) {
        var good = Calls.chat(URI.create("https://host.example"));
        var settings = new OpenAiChatSettings(
                "chat",
                good.connection(),
                new Secret(key),
                "m",
                null,
                0.6,
                800,
                good.outputLimit(),
                good.structuredOutput(),
                1000);

        assertThatThrownBy(() -> new OpenAiChat(settings, HTTP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(key);
    }

    private static JsonNode format(StubServer.Request request) {
        return Objects.requireNonNull(Json.object(request.body())).path("response_format");
    }

    private static String unsupported(String parameter) {
        return "{\"error\":{\"message\":\"Unsupported parameter\",\"type\":\"invalid_request_error\",\"param\":\""
                + parameter + "\",\"code\":\"unsupported_parameter\"}}";
    }

    private static Outcome answer(String json) throws InterruptedException {
        try (var server = StubServer.answering(200, json, "x-request-id: req_7")) {
            return new OpenAiChat(Calls.chat(server.uri()), HTTP).call(Calls.prompt("说"));
        }
    }
}
