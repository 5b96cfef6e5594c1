package io.textmill.worker.provider.openai;

import io.textmill.worker.provider.Connection;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.provider.Secret;
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
 * @param jsonMode whether the server can be told to answer with a JSON object
 * @param maxPromptCharacters the longest prompt, in UTF-16 units
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
        boolean jsonMode,
        int maxPromptCharacters) {

    /** How large a prompt may be. */
    public PromptLimit promptLimit() {
        return new PromptLimit(
                PromptLimit.Unit.UTF16_UNITS, maxPromptCharacters, PromptLimit.Form.ROLES, maxOutputTokens);
    }

    /** Azure addresses a deployment instead of a model. */
    public record Azure(String deployment, String apiVersion) {}

    /** Which parameter carries the output limit; a server that refuses one is asked once more with the other. */
    public enum OutputLimit {
        MAX_TOKENS,
        MAX_COMPLETION_TOKENS
    }
}
