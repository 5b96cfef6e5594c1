package io.textmill.sandbox.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an OpenAI-compatible server is like.
 *
 * @param models the models it knows
 * @param outputLimit which parameters it takes for the output limit
 * @param formats which kinds of {@code response_format} it knows
 * @param azure where it behaves as Azure's; null for all others
 */
public record OpenAiSettings(
        List<String> models,
        OutputLimit outputLimit,
        Formats formats,
        @Nullable Azure azure) {

    /** A server that takes everything the documents name. */
    public static final OpenAiSettings DEFAULT = new OpenAiSettings(
            List.of("gpt-4o-mini", "gpt-3.5-turbo", "chatgpt", "gpt-3.5-turbo-instruct", "text-davinci-003"),
            OutputLimit.EITHER,
            Formats.JSON_SCHEMA,
            null);

    public OpenAiSettings {
        models = List.copyOf(models);
    }

    /** Azure addresses a deployment instead of a model. */
    public record Azure(String deployment, String apiVersion) {}

    /** Which parameters a server takes for the output limit; the other one is an {@code unsupported_parameter}. */
    public enum OutputLimit {
        EITHER,
        MAX_TOKENS,
        MAX_COMPLETION_TOKENS
    }

    /** Which kinds of {@code response_format} a server knows, each with those before it. */
    public enum Formats {
        NONE,
        JSON_OBJECT,
        JSON_SCHEMA
    }

    /** With other models. */
    public OpenAiSettings withModels(String... newModels) {
        return new OpenAiSettings(List.of(newModels), outputLimit, formats, azure);
    }

    /** With that parameter for the output limit. */
    public OpenAiSettings withOutputLimit(OutputLimit newOutputLimit) {
        return new OpenAiSettings(models, newOutputLimit, formats, azure);
    }

    /** With those kinds of {@code response_format}. */
    public OpenAiSettings withFormats(Formats newFormats) {
        return new OpenAiSettings(models, outputLimit, newFormats, azure);
    }

    /** As Azure's, with that deployment. */
    public OpenAiSettings withAzure(String deployment, String apiVersion) {
        return new OpenAiSettings(models, outputLimit, formats, new Azure(deployment, apiVersion));
    }
}
