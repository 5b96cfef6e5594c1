package io.textmill.sandbox.http;

import java.time.Duration;

/**
 * How much a client may ask of the server.
 *
 * @param headBytes the longest request line with all header fields
 * @param bodyBytes the longest body
 * @param idle how long a connection may stay silent
 */
public record Bounds(int headBytes, int bodyBytes, Duration idle) {
    /** Enough for a question of 512 characters in the URL and for a million characters in the body. */
    public static final Bounds DEFAULT = new Bounds(32 * 1024, 8 * 1024 * 1024, Duration.ofSeconds(75));
}
