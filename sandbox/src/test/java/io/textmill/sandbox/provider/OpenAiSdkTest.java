package io.textmill.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionCreateParams;
import org.junit.jupiter.api.Test;

/** The vendor's own client takes the simulators for the vendor. */
class OpenAiSdkTest {

    private static final ChatCompletionCreateParams CHAT = ChatCompletionCreateParams.builder()
            .model("gpt-4o-mini")
            .addSystemMessage("You summarize.")
            .addUserMessage("Summarize:\nThe river rose in the night.")
            .maxCompletionTokens(200)
            .temperature(0.2)
            .build();

    @Test
    void completesAChat() {
        try (var simulator = start(ProviderKind.OPENAI_CHAT)) {
            var completion =
                    client(simulator, "sandbox-key").chat().completions().create(CHAT);

            var choice = completion.choices().getFirst();
            assertThat(choice.message().content())
                    .hasValueSatisfying(content -> assertThat(content).isNotBlank());
            assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
            assertThat(completion.id())
                    .isEqualTo(simulator.ledger().entries().getFirst().id());
            assertThat(completion.usage())
                    .hasValueSatisfying(usage -> assertThat(usage.totalTokens()).isPositive());
        }
    }

    @Test
    void completesAText() {
        var params = CompletionCreateParams.builder()
                .model("gpt-3.5-turbo-instruct")
                .prompt("Summarize:\nThe river rose in the night.")
                .maxTokens(200)
                .build();
        try (var simulator = start(ProviderKind.OPENAI_COMPLETIONS)) {
            var completion = client(simulator, "sandbox-key").completions().create(params);

            assertThat(completion.choices().getFirst().text()).startsWith("\n\n");
        }
    }

    @Test
    void readsErrors() {
        try (var simulator = start(ProviderKind.OPENAI_CHAT)) {
            simulator.script(Fault.code("insufficient_quota"));
            var client = client(simulator, "sandbox-key");
            var stranger = client(simulator, "other");

            assertThatThrownBy(() -> client.chat().completions().create(CHAT))
                    .isInstanceOfSatisfying(
                            RateLimitException.class, e -> assertThat(e.code()).contains("insufficient_quota"));
            assertThatThrownBy(() -> stranger.chat().completions().create(CHAT))
                    .isInstanceOf(UnauthorizedException.class);
        }
    }

    private static OpenAIClient client(Simulator simulator, String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(simulator.baseUrl() + "/v1")
                .apiKey(key)
                .maxRetries(0)
                .build();
    }

    private static Simulator start(ProviderKind kind) {
        return Simulator.start(kind, SimulatorSettings.defaults());
    }
}
