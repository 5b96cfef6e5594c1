package io.textmill.worker.config;

import io.textmill.contract.Topics;
import io.textmill.worker.engine.EngineSettings;
import java.util.Map;

/**
 * The Kafka cluster and what is read there.
 *
 * @param bootstrapServers {@code host:port}, with commas between
 * @param group the consumer group of all workers that share the jobs
 * @param protocol how the group shares its partitions
 * @param topics the names of the topics
 * @param checks what to do about topics and brokers that put a guarantee at risk
 * @param properties what every Kafka client gets besides; may hold credentials, so it is never printed
 */
public record KafkaConfig(
        String bootstrapServers,
        String group,
        EngineSettings.Protocol protocol,
        Topics topics,
        EngineSettings.Checks checks,
        Map<String, String> properties) {
    public KafkaConfig {
        properties = Map.copyOf(properties);
    }

    @Override
    public String toString() {
        return "KafkaConfig[bootstrapServers=%s, group=%s, protocol=%s, topics=%s, checks=%s, properties=%s]"
                .formatted(bootstrapServers, group, protocol, topics, checks, properties.keySet());
    }
}
