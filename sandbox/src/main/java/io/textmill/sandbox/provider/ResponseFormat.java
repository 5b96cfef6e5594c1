package io.textmill.sandbox.provider;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The parameter {@code response_format} of a chat request. */
final class ResponseFormat {

    private static final String NAME = "response_format";

    private ResponseFormat() {}

    /**
     * What form the answer must have.
     *
     * @throws Refusal when the format is unknown or does not fit the messages, or its schema is none that can be kept
     */
    static AnswerForm read(JsonNode format, OpenAiSettings settings, ChatMessages messages) {
        if (format.isMissingNode()) {
            return AnswerForm.ANY;
        }
        if (settings.formats() == OpenAiSettings.Formats.NONE) {
            throw new Refusal(OpenAiCode.UNSUPPORTED_PARAMETER.spoken(
                    NAME, "Unsupported parameter: '" + NAME + "' is not supported with this model."));
        }
        return switch (format.path("type").asString("")) {
            case "text" -> AnswerForm.ANY;
            case "json_object" -> {
                checkWordJson(messages);
                yield AnswerForm.JSON;
            }
            case "json_schema" -> new AnswerForm(true, schema(format.path("json_schema"), settings));
            default ->
                throw OpenAiError.invalid(
                        NAME + ".type", "invalid_value", "Invalid type: expected text, json_object or json_schema.");
        };
    }

    /** Without the word a model can run on in blanks until its limit. */
    private static void checkWordJson(ChatMessages messages) {
        var all = messages.system() + messages.user();
        if (!all.toLowerCase(Locale.ROOT).contains("json")) {
            throw OpenAiError.invalid(
                    "messages",
                    null,
                    "'messages' must contain the word 'json' in some form, to use 'response_format' of type"
                            + " 'json_object'.");
        }
    }

    /** The schema where it is to be kept strictly. */
    private static @Nullable ObjectNode schema(JsonNode format, OpenAiSettings settings) {
        if (settings.formats() != OpenAiSettings.Formats.JSON_SCHEMA) {
            throw OpenAiError.invalid(
                    NAME,
                    null,
                    "Invalid parameter: '" + NAME + "' of type 'json_schema' is not supported with this model.");
        }
        if (!format.path("name").asString("").matches("[a-zA-Z0-9_-]{1,64}")
                || !(format.path("schema") instanceof ObjectNode schema)) {
            throw OpenAiError.invalid(
                    NAME + ".json_schema", "invalid_value", "Invalid 'json_schema': expected name and schema.");
        }
        if (!format.path("strict").asBoolean(false)) {
            return null;
        }
        StrictSchema.flaw(schema).ifPresent(flaw -> {
            throw OpenAiError.invalid(
                    NAME,
                    null,
                    "Invalid schema for response_format '" + format.path("name").asString() + "': " + flaw);
        });
        return schema;
    }
}
