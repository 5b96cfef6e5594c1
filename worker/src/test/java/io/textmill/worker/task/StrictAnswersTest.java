package io.textmill.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.ExtractionOptions;
import io.textmill.contract.ExtractionOptions.Field;
import io.textmill.contract.Job;
import io.textmill.contract.SentimentOptions;
import io.textmill.sandbox.provider.ProviderKind;
import io.textmill.sandbox.provider.Simulator;
import io.textmill.sandbox.provider.SimulatorSettings;
import io.textmill.worker.provider.Calls;
import io.textmill.worker.provider.Connection;
import io.textmill.worker.provider.HttpExchange;
import io.textmill.worker.provider.Outcome;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.Provider;
import io.textmill.worker.provider.Secret;
import io.textmill.worker.provider.openai.OpenAiChat;
import io.textmill.worker.provider.openai.OpenAiChatSettings;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Jobs on the wire to a server that keeps strict schemas, and refuses one that is none. */
class StrictAnswersTest {
    private static final Simulator SIMULATOR = Simulator.start(ProviderKind.OPENAI_CHAT, SimulatorSettings.defaults());
    private static final HttpExchange HTTP = HttpExchange.withDefaultTrust(Calls.CLOCK);

    private final Provider provider = new OpenAiChat(
            new OpenAiChatSettings(
                    "strict",
                    new Connection(SIMULATOR.baseUrl(), Calls.LONG, Connection.DEFAULT_MAX_REPLY_BYTES, null),
                    new Secret(SIMULATOR.credentials().key()),
                    ProviderKind.OPENAI_CHAT.model(),
                    null,
                    0.2,
                    500,
                    OpenAiChatSettings.OutputLimit.MAX_TOKENS,
                    OpenAiChatSettings.StructuredOutput.JSON_SCHEMA,
                    10_000),
            HTTP);

    @AfterAll
    static void close() {
        HTTP.close();
        SIMULATOR.close();
    }

    private FakeModel.Run run(Job job) {
        return FakeModel.runPrompts(job, provider.promptLimit(), 200, this::answer);
    }

    private String answer(Prompt prompt) {
        try {
            return ((Outcome.Answered) provider.call(prompt)).text();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anExtractionWithObjectsIsAnsweredInTheShapeOfItsSchema() {
        Field items = new Field(
                "items",
                ExtractionOptions.Type.OBJECT,
                null,
                List.of(),
                true,
                false,
                List.of(
                        new Field("quantity", ExtractionOptions.Type.INTEGER, null, List.of(), false, false),
                        new Field("email", ExtractionOptions.Type.STRING, null, List.of(), false, false)));
        Field size = new Field("size", ExtractionOptions.Type.ENUM, null, List.of("small", "large"), false, false);
        Job job = Job.extraction("1", "Quantity 40, a@mill.example. Then quantity 7, b@mill.example. All large.")
                .withOptions(new ExtractionOptions(List.of(items, size), null, null));

        var extraction = run(job).findings().extraction();

        assertThat(extraction.fields().toString())
                .isEqualTo("{\"items\":[{\"quantity\":40,\"email\":\"a@mill.example\"},"
                        + "{\"quantity\":7,\"email\":\"b@mill.example\"}],\"size\":\"large\"}");
        assertThat(extraction.entities())
                .allSatisfy(entity -> assertThat(entity.grounded()).isTrue());
        assertThat(SIMULATOR.ledger().totals().refused()).isZero();
    }

    @Test
    void aJudgementWithAspectsIsAnsweredInTheShapeOfItsSchema() {
        Job job = Job.sentiment("1", "The room was lovely and clean. The food was awful.")
                .withOptions(new SentimentOptions(
                        SentimentOptions.DEFAULT_LABELS, List.of("room", "food", "parking"), null));

        assertThat(run(job).sentiment().aspects())
                .containsOnlyKeys("room", "food")
                .containsEntry("food", "negative");
        assertThat(SIMULATOR.ledger().totals().refused()).isZero();
    }
}
