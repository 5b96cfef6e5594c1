package io.textmill.worker.config;

import io.textmill.contract.Topics;
import java.util.Map;

/**
 * The Kafka cluster and what is read there.
 *
 * @param bootstrapServers {@code host:port}, with commas between
 * @param group the consumer group of all workers that share the jobs
 * @param topics the names of the topics
 * @param properties what every Kafka client gets besides; may hold credentials, so it is never printed
 */
public record KafkaConfig(String bootstrapServers, String group, Topics topics, Map<String, String> properties) {
    public KafkaConfig {
        properties = Map.copyOf(properties);
    }

    @Override
    public String toString() {
        return "KafkaConfig[bootstrapServers=%s, group=%s, topics=%s, properties=%s]"
                .formatted(bootstrapServers, group, topics, properties.keySet());
    }
}
