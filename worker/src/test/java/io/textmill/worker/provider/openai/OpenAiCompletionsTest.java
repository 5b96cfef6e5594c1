package io.textmill.worker.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.Charged;
import io.textmill.worker.provider.Calls;
import io.textmill.worker.provider.HttpExchange;
import io.textmill.worker.provider.Json;
import io.textmill.worker.provider.Outcome;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.provider.Receipt;
import io.textmill.worker.provider.StubServer;
import io.textmill.worker.provider.openai.OpenAiCompletionsSettings.Path;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiCompletionsTest {
    private static final HttpExchange HTTP = HttpExchange.withDefaultTrust(Calls.CLOCK);

    @AfterAll
    static void close() {
        HTTP.close();
    }

    @ParameterizedTest
    @CsvSource({
        "COMPLETIONS, POST /v1/completions HTTP/1.1, '\"model\":\"davinci\",'",
        "ENGINES, POST /v1/engines/davinci/completions HTTP/1.1, ''",
    })
    void namesTheModelInTheBodyOrInTheAddress(Path path, String line, String model) throws Exception {
        try (var server = StubServer.answering(200, "{}")) {
            new OpenAiCompletions(Calls.completions(server.uri(), path), HTTP).call(Calls.prompt("Sum up.", "text"));

            var request = server.onlyRequest();
            assertThat(request.line()).isEqualTo(line);
            assertThat(request.head()).contains("Authorization: Bearer " + Calls.KEY + "\r\n");
            assertThat(Json.object(request.body()))
                    .isEqualTo(Json.object("{" + model + "\"prompt\":\"Sum up.\\n\\ntext\",\"temperature\":0.2,"
                            + "\"max_tokens\":300}"));
        }
    }

    @ParameterizedTest
    @CsvSource({"'\\n\\nThis is', 'This is'", "'This is\\n', 'This is\n'", "'\\r\\n  This', '  This'"})
    void stripsTheLinesBeforeAnAnswer(String text, String stripped) throws Exception {
        Outcome outcome = answer("{\"id\":\"cmpl-6\",\"object\":\"text_completion\",\"choices\":[{\"text\":\"" + text
                + "\",\"index\":0,\"logprobs\":null,\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":7,\"total_tokens\":12}}");

        assertThat(outcome)
                .isEqualTo(new Outcome.Answered(stripped, new Receipt(Charged.YES, null, null, "cmpl-6", null, 5, 7)));
    }

    @Test
    void neverPassesOnAnAnswerThatWasCutOff() throws Exception {
        Outcome outcome = answer("{\"id\":\"cmpl-6\",\"choices\":[{\"text\":\"\\n\\nThis is indeed a test\","
                + "\"finish_reason\":\"length\"}]}");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Truncated.class, cut -> assertThat(cut.text()).isEqualTo("This is indeed a test"));
    }

    @Test
    void takesTheFullForm() {
        var completions =
                new OpenAiCompletions(Calls.completions(URI.create("https://host.example"), Path.ENGINES), HTTP);

        assertThat(completions.promptLimit())
                .isEqualTo(new PromptLimit(PromptLimit.Unit.UTF16_UNITS, 100_000, PromptLimit.Form.FULL, 500));
        assertThat(completions.model()).isEqualTo("davinci");
    }

    @Test
    void refusesAnEmptyPromptWithoutACall() throws Exception {
        try (var server = StubServer.answering(200, "{}")) {
            Outcome outcome = new OpenAiCompletions(Calls.completions(server.uri(), Path.COMPLETIONS), HTTP)
                    .call(Calls.prompt("Sum up.", " "));

            assertThat(outcome).isInstanceOf(Outcome.Invalid.class);
            assertThat(server.requests()).isEmpty();
        }
    }

    private static Outcome answer(String json) throws InterruptedException {
        try (var server = StubServer.answering(200, json)) {
            return new OpenAiCompletions(Calls.completions(server.uri(), Path.COMPLETIONS), HTTP)
                    .call(Calls.prompt("text"));
        }
    }
}
