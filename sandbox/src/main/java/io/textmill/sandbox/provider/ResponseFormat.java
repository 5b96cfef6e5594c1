package io.textmill.sandbox.provider;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The parameter {@code response_format} of a chat request. */
final class ResponseFormat {

    private static final String NAME = "response_format";

    private ResponseFormat() {}

    /**
     * Whether the answer must be JSON.
     *
     * @throws Refusal when the format is unknown or does not fit the messages
     */
    static boolean isJson(JsonNode format, OpenAiSettings settings, ChatMessages messages) {
        if (format.isMissingNode()) {
            return false;
        }
        if (!settings.jsonMode()) {
            throw new Refusal(OpenAiCode.UNSUPPORTED_PARAMETER.spoken(
                    NAME, "Unsupported parameter: '" + NAME + "' is not supported with this model."));
        }
        return switch (format.path("type").asString("")) {
            case "text" -> false;
            case "json_object" -> {
                checkWordJson(messages);
                yield true;
            }
            case "json_schema" -> {
                checkSchema(format.path("json_schema"));
                yield true;
            }
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

    private static void checkSchema(JsonNode schema) {
        if (!schema.path("name").asString("").matches("[a-zA-Z0-9_-]{1,64}")
                || !schema.path("schema").isObject()) {
            throw OpenAiError.invalid(
                    NAME + ".json_schema", "invalid_value", "Invalid 'json_schema': expected name and schema.");
        }
    }
}
