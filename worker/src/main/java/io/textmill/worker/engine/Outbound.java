package io.textmill.worker.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record to publish.
 *
 * @param topic where to
 * @param partition its partition there, if there are as many; null for what its key says
 * @param key its key
 * @param value its value, serialized
 * @param headers its headers, in order
 */
public record Outbound(
        String topic,
        @Nullable Integer partition,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<Header> headers) {

    /** The most that brokers take by default is 1,048,588 bytes a batch; some room is left for what it adds. */
    public static final int MAX_BYTES = 1_040_000;

    /** Batch and record framing, generously. */
    private static final int FRAMING_BYTES = 100;

    public Outbound {
        headers = List.copyOf(headers);
    }

    /** A record whose partition its key says. */
    public Outbound(String topic, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
        this(topic, null, key, value, headers);
    }

    /** About how many bytes the record takes, uncompressed; never too few. */
    public int bytes() {
        int headerBytes = headers.stream()
                .mapToInt(header -> header.key().getBytes(StandardCharsets.UTF_8).length + length(header.value()) + 10)
                .sum();
        return FRAMING_BYTES + length(key) + length(value) + headerBytes;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
