package io.textmill.worker.check;

import io.textmill.worker.engine.TopicLimits;
import java.util.stream.Collectors;

/** How large records may be, by what topics take and the producer sends. Pure. */
final class Sizes {
    /** A topic's {@code max.message.bytes} when nobody has changed it. */
    static final int DEFAULT_BATCH_BYTES = 1_048_588;

    /** What a batch and a request add to a record, generously. */
    static final int FRAMING_BYTES = 1_024;

    private Sizes() {}

    /** What topics take and the producer sends; the usual limits where they could not be read. */
    static TopicLimits limits(Requirements requirements, ClusterFacts facts) {
        return new TopicLimits(requirements.topics().stream()
                .collect(Collectors.toMap(
                        TopicUse::topic,
                        use -> largest(batchBytes(facts.topic(use.topic())), requirements.maxRequestBytes()))));
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
