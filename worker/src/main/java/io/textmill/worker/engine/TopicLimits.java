package io.textmill.worker.engine;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * How large a record of each topic may be. What is larger must never reach a transaction: it would end it.
 *
 * @param largest by topic, in bytes as {@link Outbound#bytes} counts them
 */
record TopicLimits(Map<String, Integer> largest) {
    /** What brokers take when nobody has changed it. */
    static final TopicLimits DEFAULT = new TopicLimits(Map.of());

    /** A topic's {@code max.message.bytes} when nobody has changed it. */
    static final int DEFAULT_BATCH_BYTES = 1_048_588;

    /** What a batch and a request add to a record, generously. */
    static final int FRAMING_BYTES = 1_024;

    TopicLimits {
        largest = Map.copyOf(largest);
    }

    /** What topics take and the producer sends; the usual limits where they could not be read. */
    static TopicLimits of(Requirements requirements, ClusterFacts facts) {
        return new TopicLimits(requirements.topics().stream()
                .collect(Collectors.toMap(
                        TopicUse::topic,
                        use -> largest(batchBytes(facts.topic(use.topic())), requirements.maxRequestBytes()))));
    }

    /** The largest record that the topic takes. */
    int largestRecord(String topic) {
        return largest.getOrDefault(topic, Outbound.MAX_BYTES);
    }

    private static int largest(long batchBytes, int requestBytes) {
        return (int) Math.max(0, Math.min(batchBytes, requestBytes) - FRAMING_BYTES);
    }

    private static long batchBytes(TopicFacts facts) {
        return facts instanceof TopicFacts.Found found
                ? found.configuration().number("max.message.bytes").orElse((long) DEFAULT_BATCH_BYTES)
                : DEFAULT_BATCH_BYTES;
    }
}
