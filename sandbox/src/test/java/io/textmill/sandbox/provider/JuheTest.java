package io.textmill.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JuheTest {

    private static final String PATH = "/chatgpt/query";

    private final Client client = Client.of(Simulator.start(ProviderKind.JUHE, SimulatorSettings.defaults()));

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void answersAQuestionInTheQuery() throws Exception {
        var answer = client.json(client.get(PATH + "?" + Client.form(client.juhe(Client.QUESTION))));

        assertThat(answer.path("error_code").isInt()).isTrue();
        assertThat(answer.path("error_code").intValue()).isZero();
        assertThat(answer.path("reason").stringValue()).isEqualTo("success");
        assertThat(answer.path("result").path("order_id").stringValue()).matches("G[0-9]{24}");
        assertThat(answer.path("result").path("resp").get(0).stringValue()).isNotBlank();
    }

    @Test
    void answersAQuestionInAForm() throws Exception {
        var answer = client.json(client.request(Client.QUESTION));

        assertThat(answer.path("error_code").intValue()).isZero();
    }

    @Test
    void entersTheCallWithItsNumberAndTruthInTheLedger() throws Exception {
        var answer = client.json(client.request(Client.QUESTION));

        assertThat(client.simulator().ledger().entries()).singleElement().satisfies(entry -> {
            assertThat(entry.id())
                    .isEqualTo(answer.path("result").path("order_id").stringValue());
            assertThat(entry.code()).isEqualTo("0");
            assertThat(entry.promptSize()).isEqualTo(Client.QUESTION.length());
            assertThat(entry.accepted()).isTrue();
            assertThat(entry.charged()).isTrue();
            assertThat(entry.truth()).isNotBlank();
        });
    }

    @Test
    void answersTheSameQuestionAlikeUnderNewNumbers() throws Exception {
        var first = client.json(client.request(Client.QUESTION)).path("result");
        var second = client.json(client.request(Client.QUESTION)).path("result");

        assertThat(second.path("resp")).isEqualTo(first.path("resp"));
        assertThat(second.path("order_id")).isNotEqualTo(first.path("order_id"));
    }

    @Test
    void takes512Utf16UnitsAndNotOneMore() throws Exception {
        assertThat(codeFor("问".repeat(512))).isEqualTo(0);
        assertThat(codeFor("👍".repeat(256))).isEqualTo(0);
        assertThat(codeFor("👍".repeat(256) + "x")).isEqualTo(274701);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   "})
    void refusesAnEmptyQuestion(String question) throws Exception {
        assertThat(codeFor(question)).isEqualTo(274701);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        10001  | q=hello
        10001  | key=wrong&q=hello
        274701 | key=sandbox-key
        274701 | key=sandbox-key&q=hello&q=hello
        274701 | key=sandbox-key&q=hello&chat_id=a-b-c-d-e
        274701 | key=sandbox-key&q=hello&chat_id=short
        274701 | key=sandbox-key&q=hello&temperature=1
        274701 | key=sandbox-key&q=%ff
        0      | key=sandbox-key&q=hello&chat_id=abc123
        0      | key=sandbox-key&q=hello&chat_id=
        """)
    void checksEveryParameter(int code, String query) throws Exception {
        assertThat(client.json(client.get(PATH + "?" + query))
                        .path("error_code")
                        .intValue())
                .isEqualTo(code);
    }

    @Test
    void refusesOtherMethodsPathsAndContentTypes() throws Exception {
        var form = BodyPublishers.ofString(Client.form(client.juhe("hello")));
        HttpRequest put = client.builder(PATH).PUT(form).build();
        HttpRequest json = client.builder(PATH)
                .header("Content-Type", "application/json")
                .POST(form)
                .build();

        assertThat(client.send(put).statusCode()).isEqualTo(405);
        assertThat(client.send(json).statusCode()).isEqualTo(415);
        assertThat(client.send(client.get("/chatgpt/other?key=sandbox-key&q=hello"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void entersRefusedCallsAsNotCharged() throws Exception {
        client.send(client.get(PATH + "?q=hello"));

        assertThat(client.simulator().ledger().totals()).isEqualTo(new Ledger.Totals(1, 0, 0, 1));
    }

    @ParameterizedTest
    @EnumSource(JuheCode.class)
    void saysEveryCodeThatAScriptNamesUnderStatus200(JuheCode code) throws Exception {
        client.simulator().script(Fault.code(code.number()));

        var response = client.ask("hello");

        assertThat(response.statusCode()).isEqualTo(200);
        var body = Json.read(response.body());
        assertThat(body.path("error_code").intValue()).isEqualTo(Integer.parseInt(code.number()));
        assertThat(body.path("reason").stringValue()).isEqualTo(code.reason());
        assertThat(client.simulator().ledger().totals().charged()).isZero();
    }

    @Test
    void saysOldCodesInTheOldForm() throws Exception {
        client.simulator().script(Fault.code("112"), Fault.shaped(Shape.OLD));

        var error = client.json(client.request("hello"));
        var answer = client.json(client.request("hello"));

        assertThat(error.path("resultcode").stringValue()).isEqualTo("112");
        assertThat(error.has("error_code")).isFalse();
        assertThat(answer.path("resultcode").stringValue()).isEqualTo("200");
        assertThat(answer.path("result").path("orderid").stringValue()).startsWith("G");
    }

    @Test
    void canSplitOrOmitTheAnswerAndWriteTheCodeAsAString() throws Exception {
        client.simulator().script(Fault.shaped(Shape.SPLIT), Fault.shaped(Shape.EMPTY), Fault.codesAsStrings());

        var split = client.json(client.request("hello\nA whole sentence."));
        var empty = client.json(client.request("hello"));
        var string = client.json(client.request("hello"));

        assertThat(split.path("result").path("resp").size()).isEqualTo(2);
        assertThat(empty.path("result").path("resp").size()).isZero();
        assertThat(string.path("error_code").stringValue()).isEqualTo("0");
        assertThat(client.simulator().ledger().totals().charged()).isEqualTo(3);
    }

    private int codeFor(String question) throws Exception {
        return client.json(client.get(PATH + "?" + Client.form(Map.of("key", "sandbox-key", "q", question))))
                .path("error_code")
                .intValue();
    }
}
