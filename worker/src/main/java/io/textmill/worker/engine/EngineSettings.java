package io.textmill.worker.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the engine needs to know.
 *
 * @param worker this worker's id, unique in the group; part of the producer's transactional id
 * @param group the consumer group
 * @param protocol how the group shares its partitions
 * @param inputs the topics to read
 * @param outputs the topics that work may publish to
 * @param markers the compacted topic that says which partitions the group has ever begun
 * @param client properties for all clients, such as {@code bootstrap.servers} and security
 * @param checks what to do about topics and brokers that put a guarantee at risk
 * @param bounds how much at once, and how long
 */
public record EngineSettings(
        String worker,
        String group,
        Protocol protocol,
        List<Input> inputs,
        List<String> outputs,
        String markers,
        Map<String, String> client,
        Checks checks,
        Bounds bounds) {

    /** The consumer's {@code max.poll.interval.ms}: the most a rebalance may block before the group gives a member up. */
    public static final Duration MAX_POLL_INTERVAL = Duration.ofMinutes(5);

    /** The producer's {@code transaction.timeout.ms}: what a crash makes readers wait, so it is short. */
    public static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(15);

    /** The longest metadata of an offset, in characters: what brokers take by default ({@code offset.metadata.max.bytes}). */
    public static final int MAX_METADATA_CHARACTERS = 4096;

    public EngineSettings {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        client = Map.copyOf(client);
    }

    /** How a group shares its partitions. */
    public enum Protocol {
        /** The brokers assign (KIP-848): for brokers from 4.0 on. */
        CONSUMER,
        /** The members assign, cooperatively: for older brokers. */
        CLASSIC
    }

    /** What to do about topics and brokers that put a guarantee at risk. */
    public enum Checks {
        /** Say so in the log, and start. What cannot work at all is refused all the same. */
        WARN,
        /** Do not start. */
        REFUSE
    }

    /**
     * How much at once, and how long.
     *
     * @param inFlight most records worked on at once
     * @param memory about how many bytes of records are held in all: queued, in flight, and finished but not committed
     * @param commitGap least time between two transactions
     * @param drain how long work in flight may take to finish at a stop or a revocation
     */
    public record Bounds(int inFlight, long memory, Duration commitGap, Duration drain) {}

    /** All topics to read: inputs and their retry topics. */
    public List<String> subscription() {
        return inputs.stream().flatMap(Input::topics).distinct().toList();
    }

    /** The input that a topic to read belongs to; the first of those that share it. */
    Input inputOf(String topic) {
        return inputs.stream()
                .filter(input -> input.topic().equals(topic) || input.isRetryTopic(topic))
                .findFirst()
                .orElseThrow();
    }
}
