package io.textmill.worker.engine;

import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record to publish.
 *
 * @param topic where to
 * @param key its key
 * @param value its value, serialized
 * @param headers its headers, in order
 */
public record Outbound(String topic, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
    public Outbound {
        headers = List.copyOf(headers);
    }
}
