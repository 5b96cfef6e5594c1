package io.textmill.sandbox.provider;

import io.textmill.sandbox.http.Headers;
import org.jspecify.annotations.Nullable;

/** OpenAI's error document. */
final class OpenAiError {

    static final Headers JSON = Headers.of("Content-Type", "application/json");

    private OpenAiError() {}

    /** A request that is wrong in a way of its own. */
    static Refusal invalid(@Nullable String parameter, @Nullable String code, String message) {
        return refusal(400, parameter, code, message);
    }

    /** A request that is wrong, under another status than 400. */
    static Refusal refusal(int status, @Nullable String parameter, @Nullable String code, String message) {
        return new Refusal(spoken(status, "invalid_request_error", parameter, code, message));
    }

    static Spoken spoken(int status, String type, @Nullable String parameter, @Nullable String code, String message) {
        var document = Json.object();
        document.putObject("error")
                .put("message", message)
                .put("type", type)
                .put("param", parameter)
                .put("code", code);
        return Spoken.refusal(status, JSON, document.toString(), code == null ? type : code);
    }
}
