package io.textmill.worker.provider.openai;

import io.textmill.worker.provider.Json;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The error that a reply carries, nested as OpenAI writes it or flat as older vLLM, DashScope and web frameworks do. An
 * absent field is an empty string.
 *
 * @param status the HTTP status, or the error's own where it came under a 200
 */
record ApiError(int status, String code, String type, String param, String message) {

    /** The error of a reply without choices; null when it carries none either. */
    static @Nullable ApiError of(ObjectNode json, int httpStatus) {
        boolean nested = json.path("error").isObject();
        JsonNode error = nested ? json.path("error") : json;
        String message = Json.text(error, "message", "detail");
        if (message == null) {
            message = Json.text(json, "error");
        }
        String code = field(error, "code");
        if (message == null && code.isEmpty() && !nested) {
            return null;
        }
        return new ApiError(
                status(httpStatus, code),
                code,
                field(error, "type"),
                field(error, "param"),
                Objects.requireNonNullElse(message, ""));
    }

    private static String field(JsonNode error, String name) {
        return Objects.requireNonNullElse(Json.text(error, name), "");
    }

    private static int status(int httpStatus, String code) {
        return httpStatus < 300 && code.matches("[45]\\d\\d") ? Integer.parseInt(code) : httpStatus;
    }
}
