package io.textmill.worker.engine;

import java.util.Map;

/**
 * How large a record of each topic may be. What is larger must never reach a transaction: it would end it.
 *
 * @param largest by topic, in bytes as {@link Outbound#bytes} counts them
 */
public record TopicLimits(Map<String, Integer> largest) {
    /** What brokers take when nobody has changed it. */
    public static final TopicLimits DEFAULT = new TopicLimits(Map.of());

    public TopicLimits {
        largest = Map.copyOf(largest);
    }

    /** The largest record that the topic takes. */
    public int largestRecord(String topic) {
        return largest.getOrDefault(topic, Outbound.MAX_BYTES);
    }
}
