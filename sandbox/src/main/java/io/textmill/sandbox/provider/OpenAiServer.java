package io.textmill.sandbox.provider;

import io.textmill.sandbox.http.Form;
import io.textmill.sandbox.http.Headers;
import io.textmill.sandbox.http.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What both OpenAI endpoints have in common: access, models, errors, limits. */
record OpenAiServer(OpenAiSettings settings, Credentials credentials) {

    /** What the headers tell of an account without request limits. */
    private static final Limiter.Standing AMPLE = new Limiter.Standing(10_000, 9_999, Duration.ofMillis(6));

    /** Checks method, key and content type, in the order in which a gateway does. */
    void checkAccess(Request request) {
        if (!request.method().equals("POST")) {
            throw OpenAiError.refusal(405, null, "method_not_supported", "Only POST requests are accepted.");
        }
        checkKey(request.headers());
        var type = request.headers()
                .first("Content-Type")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .replace(" ", "");
        if (!type.equals("application/json") && !type.equals("application/json;charset=utf-8")) {
            throw OpenAiError.invalid(null, "unsupported_content_type", "Unsupported content type: '" + type + "'.");
        }
    }

    void checkModel(String model) {
        if (!settings.models().contains(model)) {
            throw new Refusal(OpenAiCode.MODEL_NOT_FOUND.spoken(
                    "model", "The model `" + model + "` does not exist or you do not have access to it."));
        }
    }

    /** Checks that the path is that deployment's and that the version is given. */
    void checkDeployment(OpenAiSettings.Azure azure, Request request, String endpoint) {
        if (!request.path().equals("/openai/deployments/" + azure.deployment() + endpoint)) {
            throw OpenAiError.refusal(
                    404, null, "DeploymentNotFound", "The API deployment for this resource does not exist.");
        }
        var versions = Form.decode(request.query()).map(query -> query.all("api-version"));
        if (!versions.equals(Optional.of(List.of(azure.apiVersion())))) {
            throw OpenAiError.refusal(404, null, "404", "Resource not found");
        }
    }

    static Refusal unknownPath(Request request) {
        return OpenAiError.refusal(404, null, null, "Invalid URL (" + request.method() + " " + request.path() + ")");
    }

    private void checkKey(Headers headers) {
        var given = settings.azure() == null
                ? headers.all("Authorization")
                : headers.all("api-key").stream().map(key -> "Bearer " + key).toList();
        if (given.isEmpty()) {
            throw OpenAiError.refusal(401, null, null, "You didn't provide an API key.");
        }
        if (!given.equals(List.of("Bearer " + credentials.key()))) {
            throw new Refusal(OpenAiCode.INVALID_API_KEY.spoken());
        }
    }

    static Spoken code(String code) {
        return OpenAiCode.of(code)
                .map(OpenAiCode::spoken)
                .orElseThrow(() -> new IllegalArgumentException("OpenAI has no code " + code));
    }

    static Set<String> codes() {
        return Arrays.stream(OpenAiCode.values()).map(OpenAiCode::wireName).collect(Collectors.toSet());
    }

    static Spoken limited(Limiter.Refused refused) {
        if (refused.limit() == Limiter.Limit.BALANCE) {
            return OpenAiCode.INSUFFICIENT_QUOTA.spoken();
        }
        long seconds = Math.max(1, Durations.wholeSeconds(refused.retryAfter()));
        return OpenAiCode.RATE_LIMIT_EXCEEDED.spoken().withHeaders(Headers.of("Retry-After", String.valueOf(seconds)));
    }

    /** The {@code x-ratelimit-*} fields; Azure gives whole seconds, OpenAI durations as Go prints them. */
    Headers standing(Limiter limiter, Instant now) {
        var standing = limiter.standing(now).orElse(AMPLE);
        var headers = Headers.of("x-ratelimit-limit-requests", String.valueOf(standing.max()))
                .with("x-ratelimit-remaining-requests", String.valueOf(standing.remaining()))
                .with("x-ratelimit-reset-requests", reset(standing));
        return limiter.tokenStanding(now)
                .map(tokens -> headers.with("x-ratelimit-limit-tokens", String.valueOf(tokens.max()))
                        .with("x-ratelimit-remaining-tokens", String.valueOf(tokens.remaining()))
                        .with("x-ratelimit-reset-tokens", reset(tokens)))
                .orElse(headers);
    }

    private String reset(Limiter.Standing standing) {
        return settings.azure() == null
                ? Durations.go(standing.reset())
                : String.valueOf(Durations.wholeSeconds(standing.reset()));
    }
}
