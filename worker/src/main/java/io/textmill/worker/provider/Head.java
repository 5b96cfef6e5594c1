package io.textmill.worker.provider;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What stands before a reply's body.
 *
 * @param status the HTTP status
 * @param headers the reply's headers
 * @param at when it came
 */
public record Head(int status, HttpHeaders headers, Instant at) {
    /** How long the provider asks to wait; null when it does not say. */
    public @Nullable Duration waitHint() {
        return WaitHints.of(headers, at);
    }

    /** Where the provider's limits stand. */
    public Allowances allowances() {
        return Allowances.of(headers);
    }

    /** The number the server gave the request; null when it gave none. */
    public @Nullable String requestId() {
        return headers.firstValue("x-request-id").orElse(null);
    }
}
