package io.textmill.worker.provider.openai;

import io.textmill.worker.provider.Connection;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.provider.Secret;
import io.textmill.worker.text.TokenCount;
import org.jspecify.annotations.Nullable;

/**
 * One model at an OpenAI-compatible chat server.
 *
 * @param name the configured name
 * @param connection how to reach it
 * @param key the bearer token, or Azure's {@code api-key}
 * @param model the model's name
 * @param azure where the server is Azure's; null for all others
 * @param temperature 0 to 2
 * @param maxOutputTokens the longest answer to ask for when the task does not know better
 * @param outputLimit which parameter carries the output limit
 * @param structuredOutput how the server can be told to answer with a JSON object
 * @param maxPromptCharacters the longest prompt, in UTF-16 units
 * @param contextTokens what the model takes, prompt and answer together, in the place of {@code maxPromptCharacters};
 *     null where that is not known
 */
public record OpenAiChatSettings(
        String name,
        Connection connection,
        Secret key,
        String model,
        @Nullable Azure azure,
        double temperature,
        int maxOutputTokens,
        OutputLimit outputLimit,
        StructuredOutput structuredOutput,
        int maxPromptCharacters,
        @Nullable Integer contextTokens) {

    /** For a model whose context is not known. */
    public OpenAiChatSettings(
            String name,
            Connection connection,
            Secret key,
            String model,
            @Nullable Azure azure,
            double temperature,
            int maxOutputTokens,
            OutputLimit outputLimit,
            StructuredOutput structuredOutput,
            int maxPromptCharacters) {
        this(
                name,
                connection,
                key,
                model,
                azure,
                temperature,
                maxOutputTokens,
                outputLimit,
                structuredOutput,
                maxPromptCharacters,
                null);
    }

    /** How large a prompt may be. */
    public PromptLimit promptLimit() {
        PromptLimit.Form form = PromptLimit.Form.ROLES;
        return contextTokens == null
                ? new PromptLimit(PromptLimit.Unit.UTF16_UNITS, maxPromptCharacters, form, maxOutputTokens)
                : PromptLimit.ofContext(contextTokens, new TokenCount(model), form, maxOutputTokens);
    }

    /** Azure addresses a deployment instead of a model. */
    public record Azure(String deployment, String apiVersion) {}

    /** Which parameter carries the output limit; a server that refuses one is asked once more with the other. */
    public enum OutputLimit {
        MAX_TOKENS,
        MAX_COMPLETION_TOKENS
    }

    /** How a server can be told to answer with a JSON object; one that refuses is asked once more with the next. */
    public enum StructuredOutput {
        /** {@code response_format: json_schema}, strict; {@code json_object} where there is no schema. */
        JSON_SCHEMA,
        /** {@code response_format: json_object}. */
        JSON_OBJECT,
        /** By the prompt's words alone. */
        NONE
    }
}
