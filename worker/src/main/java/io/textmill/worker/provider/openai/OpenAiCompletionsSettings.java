package io.textmill.worker.provider.openai;

import io.textmill.worker.provider.Connection;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.provider.Secret;
import io.textmill.worker.text.TokenCount;
import org.jspecify.annotations.Nullable;

/**
 * One model at an OpenAI-compatible legacy completions server.
 *
 * @param name the configured name
 * @param connection how to reach it
 * @param key the bearer token
 * @param model the model's name, or the engine's
 * @param path which of the two addresses
 * @param temperature 0 to 2
 * @param maxOutputTokens the longest answer to ask for when the task does not know better
 * @param maxPromptCharacters the longest prompt, in UTF-16 units
 * @param contextTokens what the model takes, prompt and answer together, in the place of {@code maxPromptCharacters};
 *     null where that is not known
 */
public record OpenAiCompletionsSettings(
        String name,
        Connection connection,
        Secret key,
        String model,
        Path path,
        double temperature,
        int maxOutputTokens,
        int maxPromptCharacters,
        @Nullable Integer contextTokens) {

    /** For a model whose context is not known. */
    public OpenAiCompletionsSettings(
            String name,
            Connection connection,
            Secret key,
            String model,
            Path path,
            double temperature,
            int maxOutputTokens,
            int maxPromptCharacters) {
        this(name, connection, key, model, path, temperature, maxOutputTokens, maxPromptCharacters, null);
    }

    /** How large a prompt may be. */
    public PromptLimit promptLimit() {
        PromptLimit.Form form = PromptLimit.Form.FULL;
        return contextTokens == null
                ? new PromptLimit(PromptLimit.Unit.UTF16_UNITS, maxPromptCharacters, form, maxOutputTokens)
                : PromptLimit.ofContext(contextTokens, new TokenCount(model), form, maxOutputTokens);
    }

    /** The address of the endpoint. */
    public enum Path {
        /** {@code /v1/completions}, with the model in the body. */
        COMPLETIONS,
        /** {@code /v1/engines/{engine}/completions}, the older one, without a model in the body. */
        ENGINES
    }
}
