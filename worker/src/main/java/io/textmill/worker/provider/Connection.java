package io.textmill.worker.provider;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a provider.
 *
 * @param baseUrl scheme, host, port and an optional path prefix
 * @param timeout the most a whole call may take
 * @param maxReplyBytes the largest reply that is read
 * @param proxy an HTTP proxy; none when null
 */
public record Connection(
        URI baseUrl,
        Duration timeout,
        int maxReplyBytes,
        @Nullable InetSocketAddress proxy) {

    /** Replies of a few KB are usual; 1 MiB is far above any honest one. */
    public static final int DEFAULT_MAX_REPLY_BYTES = 1 << 20;
}
