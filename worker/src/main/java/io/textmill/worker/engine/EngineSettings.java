package io.textmill.worker.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the engine needs to know.
 *
 * @param worker this worker's id, unique in the group; part of the producer's transactional id
 * @param group the consumer group
 * @param inputs the topics to read
 * @param outputs the topics that work may publish to; they must exist
 * @param client properties for consumer and producer, such as {@code bootstrap.servers} and security
 * @param maxInFlight most records worked on at once
 * @param commitGap least time between two commits
 * @param drain how long work in flight may take to finish at a stop or a revocation
 */
public record EngineSettings(
        String worker,
        String group,
        List<String> inputs,
        List<String> outputs,
        Map<String, String> client,
        int maxInFlight,
        Duration commitGap,
        Duration drain) {

    /** The consumer's {@code max.poll.interval.ms}: the most a rebalance may block before the group gives a member up. */
    public static final Duration MAX_POLL_INTERVAL = Duration.ofMinutes(5);

    /** The producer's {@code transaction.timeout.ms}: what a crash makes readers wait, so it is short. */
    public static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(15);

    public EngineSettings {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        client = Map.copyOf(client);
    }
}
