package io.textmill.worker.check;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Kafka's own command lines, ready for a shell, as remedies.
 *
 * @param bootstrapServers where the brokers are
 * @param isSecured whether the brokers want more than an address
 */
record Commands(String bootstrapServers, boolean isSecured) {
    /** Stands for the topic: one command can be for several. */
    static final String TOPIC = "$topic";

    /** The same command for each topic; words are left as they are. */
    static String forEach(List<String> topics, String command) {
        if (!command.contains(TOPIC)) {
            return command;
        }
        return topics.size() == 1
                ? command.replace(TOPIC, topics.getFirst())
                : "for topic in " + String.join(" ", topics) + "; do " + command + "; done";
    }

    /** Creates a topic. */
    String create(int partitions, int replicas, Map<String, String> settings) {
        return tool("kafka-topics.sh") + " --create --topic $topic --partitions " + partitions
                + " --replication-factor " + replicas
                + settings.entrySet().stream()
                        .map(setting -> " --config " + setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining());
    }

    /** Sets a topic's setting. */
    String set(String name, Object value) {
        return tool("kafka-configs.sh") + " --alter --entity-type topics --entity-name $topic --add-config " + name
                + "=" + value;
    }

    /**
     * Grants this worker rights.
     *
     * @param resource such as {@code --topic $topic}
     */
    String allow(List<String> operations, String resource) {
        return tool("kafka-acls.sh") + " --add --allow-principal User:NAME "
                + operations.stream()
                        .map(operation -> "--operation " + operation + " ")
                        .collect(Collectors.joining())
                + resource;
    }

    /** Brings the cluster to a feature's level. */
    String upgrade(String feature, int level) {
        return tool("kafka-features.sh") + " upgrade --feature " + feature + "=" + level;
    }

    private String tool(String name) {
        return name + " --bootstrap-server " + bootstrapServers
                + (isSecured ? " --command-config admin.properties" : "");
    }
}
