package io.textmill.worker.provider.openai;

import io.textmill.worker.provider.Invisible;
import io.textmill.worker.provider.Json;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * What the model said.
 *
 * @param text empty when it said nothing
 * @param refused whether the model says that it refuses
 * @param finishReason why it stopped; empty when the server does not say
 */
record Choice(String text, boolean refused, String finishReason) {

    /** Of a chat. */
    static Choice chat(JsonNode choice) {
        JsonNode message = choice.path("message");
        // Some servers write an empty refusal beside each answer.
        boolean refused = !Invisible.is(field(message, "refusal"));
        return new Choice(field(message, "content"), refused, field(choice, "finish_reason"));
    }

    /** Of the legacy completions, whose answers begin with blank lines. */
    static Choice completion(JsonNode choice) {
        String text = field(choice, "text");
        int start = 0;
        while (start < text.length() && (text.charAt(start) == '\n' || text.charAt(start) == '\r')) {
            start++;
        }
        return new Choice(text.substring(start), false, field(choice, "finish_reason"));
    }

    private static String field(JsonNode parent, String name) {
        return Objects.requireNonNullElse(Json.text(parent, name), "");
    }
}
