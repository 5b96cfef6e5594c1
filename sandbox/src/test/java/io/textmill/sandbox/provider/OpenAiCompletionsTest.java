package io.textmill.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenAiCompletionsTest {

    private final Client client =
            Client.of(Simulator.start(ProviderKind.OPENAI_COMPLETIONS, SimulatorSettings.defaults()));

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void answersOnTheCurrentPath() throws Exception {
        var body = client.json(client.request(Client.QUESTION));

        assertThat(body.path("id").stringValue()).startsWith("cmpl-");
        assertThat(body.path("object").stringValue()).isEqualTo("text_completion");
        assertThat(body.path("choices").get(0).path("text").stringValue())
                .startsWith("\n\n")
                .hasSizeGreaterThan(4);
        assertThat(body.path("choices").get(0).path("finish_reason").stringValue())
                .isEqualTo("stop");
        assertThat(body.path("usage").path("prompt_tokens").intValue()).isEqualTo(Tokens.count(Client.QUESTION));
    }

    @Test
    void answersOnTheEnginesPathWithoutAModelInTheBody() throws Exception {
        var body = Client.completion(Client.QUESTION);
        body.remove("model");

        var answer = client.json(client.postJson("/v1/engines/text-davinci-003/completions", body));

        assertThat(answer.path("model").stringValue()).isEqualTo("text-davinci-003");
    }

    @Test
    void refusesAModelWhereThePathNamesTheEngineAndNoneWhereItDoesNot() throws Exception {
        var with = Client.completion("hello");
        var without = Client.completion("hello");
        without.remove("model");

        assertThat(client.send(client.postJson("/v1/engines/text-davinci-003/completions", with))
                        .statusCode())
                .isEqualTo(400);
        assertThat(client.send(client.postJson("/v1/completions", without)).statusCode())
                .isEqualTo(400);
        assertThat(client.send(client.postJson("/v1/engines/unknown/completions", without))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void refusesParametersOfTheChatEndpoint() throws Exception {
        var body = Client.completion("hello");
        body.put("max_completion_tokens", 9);

        assertThat(client.json(client.postJson("/v1/completions", body))
                        .path("error")
                        .path("code")
                        .stringValue())
                .isEqualTo("unknown_parameter");
    }

    @Test
    void chargesForATruncatedAnswer() throws Exception {
        var body = Client.completion(
                "Summarize in at most 300 characters:\nThe river rose in the night and took the bridge with it.");
        body.put("max_tokens", 7);

        var answer = client.json(client.postJson("/v1/completions", body));

        assertThat(answer.path("choices").get(0).path("finish_reason").stringValue())
                .isEqualTo("length");
        assertThat(answer.path("usage").path("completion_tokens").intValue()).isEqualTo(7);
        assertThat(client.simulator().ledger().totals().charged()).isEqualTo(1);
    }

    @Test
    void chargesNothingForNoAnswerAtAll() throws Exception {
        client.simulator().script(Fault.shaped(Shape.EMPTY));

        var answer = client.json(client.request("hello"));

        assertThat(answer.path("usage").path("total_tokens").intValue()).isZero();
        assertThat(client.simulator().ledger().totals()).isEqualTo(new Ledger.Totals(1, 1, 0, 0));
    }
}
