package io.textmill.worker.engine;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A topic to read, and the retry topics that belong to it. Inputs may share retry topics: these count to the first of them.
 *
 * @param topic where new records arrive
 * @param retryPrefix what the names of its retry topics begin with; a {@link RetryTier#label} follows
 * @param largest the largest value that work accepts, in bytes
 * @param greatestAge how old a record may become before it is worked on
 * @param weight how often its new records are begun beside those of other inputs; above 0
 */
public record Input(String topic, String retryPrefix, int largest, Duration greatestAge, double weight) {
    public Input {
        if (!(weight > 0)) {
            throw new IllegalArgumentException("weight: " + weight + "; allowed: above 0");
        }
    }

    /** One of the usual weight that expects nothing of its topics' settings. */
    public Input(String topic, String retryPrefix) {
        this(topic, retryPrefix, 0, Duration.ZERO, 1);
    }

    /** All topics to read: the input itself and its retry topics. */
    public Stream<String> topics() {
        return Stream.concat(Stream.of(topic), Arrays.stream(RetryTier.values()).map(this::retryTopic));
    }

    /** Where records wait so long. */
    public String retryTopic(RetryTier tier) {
        return retryPrefix + tier.label();
    }

    /** Whether records of that topic are retries of this input. */
    boolean isRetryTopic(String name) {
        return name.startsWith(retryPrefix);
    }
}
