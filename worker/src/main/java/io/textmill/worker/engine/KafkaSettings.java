package io.textmill.worker.engine;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The client properties that the engine's guarantees and latency rest on, each with its reason. */
public final class KafkaSettings {
    /** Most records of one poll: bounds how far a partition can overshoot its cap of open offsets. */
    static final int MAX_POLL_RECORDS = 500;

    private KafkaSettings() {}

    /** The consumer's properties. Later entries win over the operator's, because correctness rests on them. */
    static Map<String, Object> consumer(EngineSettings settings) {
        var properties = new HashMap<String, Object>(settings.client());
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        switch (settings.protocol()) {
            // The broker-side protocol: a revocation in progress does not fence this member's commits.
            case CONSUMER -> {
                properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
                // Topic by topic: the other assignor balances the sum, and may leave a worker retry topics only.
                properties.putIfAbsent(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG, "range");
            }
            case CLASSIC -> {
                properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
                // Only what moves is revoked: the eager assignors would stop all work at every rebalance.
                properties.put(
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
                // How soon the dead are noticed; of the other protocol the brokers decide that.
                properties.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 45_000);
                properties.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
            }
        }
        // Publishers may be transactional; their aborted jobs are no jobs.
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // Offsets go out in the result's transaction only.
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Where to begin is decided here, partition by partition. An offset that is gone must never start it over.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        // Longer than any drain: a revocation may take the whole drain budget inside a poll.
        properties.putIfAbsent(
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, (int) EngineSettings.MAX_POLL_INTERVAL.toMillis());
        // A missing topic is an error to be told, not to be made up with the broker's defaults.
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // The fetch side holds at most brokers x this, and each paused partition at most the second.
        properties.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20);
        properties.putIfAbsent(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 20);
        return properties;
    }

    /** The properties of a consumer without a group. */
    static Map<String, Object> reader(EngineSettings settings) {
        var properties = new HashMap<String, Object>(settings.client());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return properties;
    }

    /** The producer's properties. */
    public static Map<String, Object> producer(EngineSettings settings, String transactionalId) {
        var properties = new HashMap<String, Object>(settings.client());
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        // A dead worker's open transaction blocks readers and the next owner for at most this, plus the broker's sweep.
        properties.putIfAbsent(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) EngineSettings.TRANSACTION_TIMEOUT.toMillis());
        // The engine thread must be back well before the poll interval ends, whatever the broker does.
        properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        properties.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        properties.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 5);
        // Back-to-back transactions are refused while markers are written: 100 ms, the default, would be felt.
        properties.putIfAbsent(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 10);
        properties.putIfAbsent(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 200);
        properties.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return properties;
    }
}
