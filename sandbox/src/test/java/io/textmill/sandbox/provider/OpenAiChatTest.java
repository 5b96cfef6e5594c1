package io.textmill.sandbox.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.sandbox.provider.OpenAiSettings.OutputLimit;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class OpenAiChatTest {

    private static final String PATH = "/v1/chat/completions";
    private static final String LONG = "用不超过500字概括：\n"
            + "河水在夜里上涨，到早晨，下城区已经全部被淹没，许多人家的门口只能划船进出。"
            + "大约四百名居民在天亮以前离开了自己的房子，他们大多数是步行走到山上的小学去的。"
            + "工程师在中午关闭了老桥，因为中间的桥墩已经开始移动，继续通车会有很大的危险。"
            + "市长请求山上的几个镇送来船只、毯子和干净的饮用水，并且感谢所有帮忙的志愿者。"
            + "气象台说，未来两天还会有中到大雨，河水要到周末才会慢慢退去，请大家不要着急回家。";

    private final Client client = client(OpenAiSettings.DEFAULT);
    private Client other = client;

    @AfterEach
    void close() {
        client.close();
        other.close();
    }

    @Test
    void answersWithIdUsageAndFinishReason() throws Exception {
        var response = client.ask(Client.QUESTION);

        var body = Json.read(response.body());
        assertThat(body.path("id").stringValue()).startsWith("chatcmpl-");
        assertThat(body.path("object").stringValue()).isEqualTo("chat.completion");
        assertThat(body.path("model").stringValue()).isEqualTo("gpt-4o-mini");
        var choice = body.path("choices").get(0);
        assertThat(choice.path("message").path("role").stringValue()).isEqualTo("assistant");
        assertThat(choice.path("message").path("content").stringValue()).isNotBlank();
        assertThat(choice.path("finish_reason").stringValue()).isEqualTo("stop");
        var usage = body.path("usage");
        assertThat(usage.path("prompt_tokens").intValue()).isEqualTo(4 + Tokens.count(Client.QUESTION));
        assertThat(usage.path("total_tokens").intValue())
                .isEqualTo(usage.path("prompt_tokens").intValue()
                        + usage.path("completion_tokens").intValue());
        assertThat(client.simulator().ledger().entries()).singleElement().satisfies(entry -> {
            assertThat(entry.id()).isEqualTo(body.path("id").stringValue());
            assertThat(entry.charged()).isTrue();
        });
    }

    @Test
    void sendsRequestIdAndRateHeaders() throws Exception {
        var headers = client.ask("hello").headers();

        assertThat(headers.firstValue("x-request-id"))
                .hasValueSatisfying(id -> assertThat(id).startsWith("req_"));
        assertThat(headers.firstValue("x-ratelimit-remaining-requests")).contains("9999");
        assertThat(headers.firstValue("x-ratelimit-reset-requests")).contains("6ms");
    }

    @Test
    void cutsTheAnswerAt50TokensWhenNoLimitIsGiven() throws Exception {
        var body = Client.chat(LONG);
        body.remove("max_tokens");

        var answer = post(body);

        assertThat(answer.path("choices").get(0).path("finish_reason").stringValue())
                .isEqualTo("length");
        assertThat(answer.path("usage").path("completion_tokens").intValue()).isEqualTo(50);
        assertThat(client.simulator().ledger().totals().charged()).isEqualTo(1);
    }

    @Test
    void answersAsOftenAsAskedTo() throws Exception {
        var body = Client.chat("Say:\none, two, three");
        body.put("n", 2);

        var choices = post(body).path("choices");

        assertThat(choices.size()).isEqualTo(2);
        assertThat(choices.get(1).path("index").intValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        unknown_parameter          | {"model":"gpt-4o-mini","messages":[{"role":"user","content":"x"}],"speed":1}
        missing_required_parameter | {"messages":[{"role":"user","content":"x"}]}
        missing_required_parameter | {"model":"gpt-4o-mini"}
        missing_required_parameter | {"model":"gpt-4o-mini","messages":null}
        invalid_value              | {"model":7,"messages":[{"role":"user","content":"x"}]}
        invalid_value              | {"model":"gpt-4o-mini","messages":"x"}
        invalid_value              | {"model":"gpt-4o-mini","messages":[]}
        invalid_value              | {"model":"gpt-4o-mini","messages":[{"role":"boss","content":"x"}]}
        invalid_value              | {"model":"gpt-4o-mini","messages":[{"role":"user","content":"x","tone":"y"}]}
        invalid_value              | {"model":"gpt-4o-mini","messages":["x"]}
        invalid_type               | {"model":"gpt-4o-mini","messages":[{"role":"user","content":null}]}
        invalid_type               | {"model":"gpt-4o-mini","messages":[{"role":"user","content":" "}]}
        invalid_value              | {"model":"gpt-4o-mini","messages":[{"role":"user","content":"x"}],"temperature":2.1}
        invalid_value              | {"model":"gpt-4o-mini","messages":[{"role":"user","content":"x"}],"temperature":"1"}
        invalid_value              | {"model":"gpt-4o-mini","messages":[{"role":"user","content":"x"}],"max_tokens":0}
        invalid_value              | {"model":"gpt-4o-mini","messages":[{"role":"user","content":"x"}],"max_tokens":1.5}
        invalid_value              | {"model":"gpt-4o-mini","messages":[{"role":"user","content":"x"}],"n":11}
        invalid_value              | {"model":"gpt-4o-mini","messages":[{"role":"user","content":"x"}],"stream":true}
        invalid_value              | {"model":"gpt-4o-mini","messages":[{"role":"user","content":"x"}],"stop":["a","b","c","d","e"]}
        invalid_value              | {"model":"gpt-4o-mini","messages":[{"role":"user","content":"x"}],"max_tokens":9,"max_completion_tokens":9}
        invalid_value              | {"model":"gpt-4o-mini","messages":[{"role":"user","content":"x"}],"response_format":{"type":"xml"}}
        invalid_value              | {"model":"gpt-4o-mini","messages":[{"role":"user","content":"x"}],"response_format":{"type":"json_schema"}}
        """)
    void refusesAWrongParameterWithStatus400(String code, String body) throws Exception {
        var response = client.send(client.postText(PATH, body));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response).path("type").stringValue()).isEqualTo("invalid_request_error");
        assertThat(error(response).path("code").stringValue()).isEqualTo(code);
        assertThat(client.simulator().ledger().totals()).isEqualTo(new Ledger.Totals(1, 0, 0, 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"model":"gpt-4o-mini",
        []
        {"model":"gpt-4o-mini","messages":[{"role":"user","content":"x"}],"n":1,"n":1}
        {"model":"gpt-4o-mini","messages":[{"role":"user","content":"x"}]} {}
        """)
    void refusesABodyThatIsNotOneJsonObject(String body) throws Exception {
        var response = client.send(client.postText(PATH, body));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response).path("code").isNull()).isTrue();
    }

    @Test
    void takes20MessagesAndNotOneMore() throws Exception {
        var body = Client.chat("hello");
        body.put("messages", Collections.nCopies(20, Map.of("role", "user", "content", "x")));
        assertThat(client.send(client.postJson(PATH, body)).statusCode()).isEqualTo(200);

        body.put("messages", Collections.nCopies(21, Map.of("role", "user", "content", "x")));

        assertThat(client.send(client.postJson(PATH, body)).statusCode()).isEqualTo(400);
    }

    @Test
    void wantsTheWordJsonInThePromptForJsonMode() throws Exception {
        var body = Client.chat("Name three colours");
        body.put("response_format", Map.of("type", "json_object"));
        assertThat(post(body).path("error").path("param").stringValue()).isEqualTo("messages");

        body.put("messages", List.of(Map.of("role", "user", "content", "Name three colours, JSON only")));

        assertThat(post(body).has("choices")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"object\",\"properties\":{\"email\":{\"type\":\"string\"}},\"required\":[\"email\"],\"additionalProperties\":false}|200",
                "{\"type\":\"object\",\"properties\":{\"email\":{\"type\":\"string\"}},\"required\":[],\"additionalProperties\":false}|400",
            })
    void keepsAStrictSchemaOrRefusesIt(String schema, int status) throws Exception {
        var body = Client.chat("Answer with {\"email\":\"string\",\"name\":\"string\"}\nWrite to a@b.example.");
        body.put(
                "response_format",
                Map.of(
                        "type",
                        "json_schema",
                        "json_schema",
                        Map.of("name", "x", "strict", true, "schema", Json.read(schema.getBytes(UTF_8)))));

        var response = client.send(client.postJson(PATH, body));

        assertThat(response.statusCode()).isEqualTo(status);
        if (status == 200) {
            assertThat(Json.read(response.body())
                            .at("/choices/0/message/content")
                            .stringValue())
                    .isEqualTo("{\"email\":\"a@b.example\"}");
        } else {
            assertThat(error(response).path("param").stringValue()).isEqualTo("response_format");
        }
    }

    @Test
    void refusesWrongKeysMethodsPathsTypesAndModels() throws Exception {
        var body = BodyPublishers.ofByteArray(Json.bytes(Client.chat("hello")));
        var noKey = client.builder(PATH)
                .header("Content-Type", "application/json")
                .POST(body)
                .build();
        var wrongKey = client.builder(PATH)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer other")
                .POST(body)
                .build();
        var wrongType = client.builder(PATH)
                .header("Content-Type", "text/plain")
                .header("Authorization", "Bearer sandbox-key")
                .POST(body)
                .build();
        var wrongModel = Client.chat("hello");
        wrongModel.put("model", "gpt-9");

        assertThat(client.send(noKey).statusCode()).isEqualTo(401);
        assertRefused(client.send(wrongKey), 401, "invalid_api_key");
        assertRefused(client.send(wrongType), 400, "unsupported_content_type");
        assertRefused(client.send(client.get(PATH)), 405, "method_not_supported");
        assertThat(client.send(client.postJson("/chat/completions", Client.chat("x")))
                        .statusCode())
                .isEqualTo(404);
        assertRefused(client.send(client.postJson(PATH, wrongModel)), 404, "model_not_found");
        assertThat(client.simulator().ledger().totals().accepted()).isZero();
    }

    @Test
    void takesOnlyTheOutputLimitThatTheServerKnows() throws Exception {
        other = client(OpenAiSettings.DEFAULT.withOutputLimit(OutputLimit.MAX_COMPLETION_TOKENS));
        var body = Client.chat("hello");

        var refused = other.send(other.postJson(PATH, body));
        body.put("max_completion_tokens", body.remove("max_tokens"));

        assertRefused(refused, 400, "unsupported_parameter");
        assertThat(error(refused).path("param").stringValue()).isEqualTo("max_tokens");
        assertThat(other.send(other.postJson(PATH, body)).statusCode()).isEqualTo(200);
    }

    @Test
    void behavesAsAzureWhenToldTo() throws Exception {
        other = client(OpenAiSettings.DEFAULT.withAzure("my-gpt", "2024-10-21"));
        var body = Client.chat("hello");
        body.remove("model");
        var right = "/openai/deployments/my-gpt/chat/completions?api-version=2024-10-21";

        var answered = other.send(azure(right, body));

        assertThat(answered.statusCode()).isEqualTo(200);
        assertThat(answered.headers().firstValue("x-ratelimit-reset-requests")).contains("1");
        assertThat(other.send(other.postJson(right, body)).statusCode()).isEqualTo(401);
        assertThat(other.send(azure("/openai/deployments/my-gpt/chat/completions", body))
                        .statusCode())
                .isEqualTo(404);
        assertThat(other.send(azure(right.replace("my-gpt", "other"), body)).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(OpenAiCode.class)
    void saysEveryCodeThatAScriptNamesUnderItsStatus(OpenAiCode code) throws Exception {
        client.simulator().script(Fault.code(code.wireName()));

        var response = client.ask("hello");

        var expected = code.spoken();
        assertThat(response.statusCode()).isEqualTo(expected.status());
        assertThat(response.body()).asString().isEqualTo(expected.body());
        assertThat(error(response).path("message").stringValue()).isNotBlank();
        assertThat(client.simulator().ledger().totals().charged()).isZero();
    }

    @Test
    void chargesForTruncatedRefusedAndFilteredAnswersButNotForNone() throws Exception {
        client.simulator()
                .script(
                        Fault.truncated(),
                        Fault.refusal(),
                        Fault.shaped(Shape.CONTENT_FILTER),
                        Fault.shaped(Shape.EMPTY),
                        Fault.shaped(Shape.NO_FINISH_REASON));

        var truncated = choice();
        var refused = choice();
        var filtered = choice();
        var empty = choice();
        var unfinished = choice();

        assertThat(truncated.path("finish_reason").stringValue()).isEqualTo("length");
        assertThat(refused.path("message").path("refusal").stringValue()).isNotBlank();
        assertThat(refused.path("message").path("content").isNull()).isTrue();
        assertThat(filtered.path("finish_reason").stringValue()).isEqualTo("content_filter");
        assertThat(empty.path("message").path("content").isNull()).isTrue();
        assertThat(unfinished.path("finish_reason").isNull()).isTrue();
        assertThat(client.simulator().ledger().totals()).isEqualTo(new Ledger.Totals(5, 5, 4, 0));
    }

    private JsonNode choice() throws Exception {
        return client.json(client.request(LONG)).path("choices").get(0);
    }

    private JsonNode post(Object body) throws Exception {
        return client.json(client.postJson(PATH, body));
    }

    private HttpRequest azure(String path, Object body) {
        return other.builder(path)
                .header("Content-Type", "application/json")
                .header("api-key", "sandbox-key")
                .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
                .build();
    }

    private static void assertRefused(HttpResponse<byte[]> response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(error(response).path("code").stringValue()).isEqualTo(code);
    }

    private static JsonNode error(HttpResponse<byte[]> response) {
        return Json.read(response.body()).path("error");
    }

    private static Client client(OpenAiSettings settings) {
        return Client.of(Simulator.start(
                ProviderKind.OPENAI_CHAT, SimulatorSettings.defaults().withOpenAi(settings)));
    }
}
