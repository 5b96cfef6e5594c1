package io.textmill.sandbox.provider;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Error codes of OpenAI and of servers compatible with it, each with its documented status and type. */
enum OpenAiCode {
    RATE_LIMIT_EXCEEDED(429, "requests", "Rate limit reached for requests"),
    SLOW_DOWN(429, "rate_limit_error", "Please reduce your request rate"),
    INSUFFICIENT_QUOTA(429, "insufficient_quota", "You exceeded your current quota, please check your plan"),
    CREDIT_BALANCE_EXHAUSTED(429, "insufficient_quota", "The credit balance is used up"),
    ORGANIZATION_SPEND_LIMIT_EXCEEDED(429, "insufficient_quota", "The organization's spend limit is reached"),
    PROJECT_SPEND_LIMIT_EXCEEDED(429, "insufficient_quota", "The project's spend limit is reached"),
    ORGANIZATION_USAGE_LIMIT_EXCEEDED(429, "insufficient_quota", "The organization's usage limit is reached"),
    SERVER_IS_OVERLOADED(503, "service_unavailable_error", "The server is overloaded, please try again later"),
    SERVER_ERROR(500, "server_error", "The server had an error while processing your request"),
    INVALID_API_KEY(401, "invalid_request_error", "Incorrect API key provided"),
    UNSUPPORTED_COUNTRY_REGION_TERRITORY(403, "request_forbidden", "Country, region, or territory not supported"),
    MODEL_NOT_FOUND(404, "invalid_request_error", "The model does not exist or you do not have access to it"),
    UNSUPPORTED_PARAMETER(400, "invalid_request_error", "Unsupported parameter: it is not supported with this model"),
    CONTEXT_LENGTH_EXCEEDED(400, "invalid_request_error", "The messages are longer than the model's context"),
    INVALID_PROMPT(400, "invalid_request_error", "The prompt violates the usage policy"),
    CONTENT_FILTER(400, "invalid_request_error", "The response was filtered due to the prompt"),
    DATA_INSPECTION_FAILED(400, "data_inspection_failed", "Input data may contain inappropriate content"),
    ARREARAGE(400, "Arrearage", "Access denied, please make sure your account is in good standing");

    private final int status;
    private final String type;
    private final String message;

    OpenAiCode(int status, String type, String message) {
        this.status = status;
        this.type = type;
        this.message = message;
    }

    /** The name in scripts and, with the exception of {@link #SERVER_ERROR}, on the wire. */
    String wireName() {
        return this == ARREARAGE ? "Arrearage" : name().toLowerCase(Locale.ROOT);
    }

    static Optional<OpenAiCode> of(String wireName) {
        return Arrays.stream(values())
                .filter(code -> code.wireName().equals(wireName))
                .findFirst();
    }

    /** The error with its usual message. */
    Spoken spoken() {
        return spoken(null, message);
    }

    /** The error about that parameter, with another message. */
    Spoken spoken(@Nullable String parameter, String otherMessage) {
        var code = this == SERVER_ERROR ? null : wireName();
        return OpenAiError.spoken(status, type, parameter, code, otherMessage);
    }
}
