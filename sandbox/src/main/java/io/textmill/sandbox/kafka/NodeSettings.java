package io.textmill.sandbox.kafka;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The configuration of one node that is broker and controller at once.
 *
 * @param layout the cluster that it belongs to
 * @param id its id there
 * @param dir where its log lives
 * @param overrides settings that win over those chosen here
 */
record NodeSettings(Layout layout, int id, Path dir, Map<String, String> overrides) {

    static final String CONTROLLER_LISTENER = "CONTROLLER";

    /** From so many nodes on, one may be down and everything goes on. */
    private static final int REPLICAS = 3;

    NodeSettings {
        overrides = Map.copyOf(overrides);
    }

    Map<String, String> properties() {
        var properties = new LinkedHashMap<String, String>();
        properties.putAll(identity());
        properties.putAll(layout.size() < REPLICAS ? singleNode() : replicated());
        properties.putAll(fastFailureDetection());
        properties.putAll(small());
        properties.putAll(overrides);
        return properties;
    }

    private Map<String, String> identity() {
        String clients = "PLAINTEXT://" + Layout.HOST + ":" + layout.of(id).broker();
        String quorum = "CONTROLLER://" + Layout.HOST + ":" + layout.of(id).controller();
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                String.valueOf(id),
                "controller.quorum.voters",
                layout.voters(),
                "listeners",
                clients + "," + quorum,
                "advertised.listeners",
                clients,
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name",
                "PLAINTEXT",
                "log.dirs",
                dir.toString(),
                // A topic that springs up by itself has the wrong number of partitions and hides a misspelt name.
                "auto.create.topics.enable",
                "false");
    }

    private static Map<String, String> singleNode() {
        return Map.of(
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "min.insync.replicas", "1",
                // Without it a single node that stops around a commit can lose transaction markers for good.
                "controlled.shutdown.enable", "true");
    }

    private static Map<String, String> replicated() {
        return Map.of(
                "offsets.topic.replication.factor", "3",
                "transaction.state.log.replication.factor", "3",
                "transaction.state.log.min.isr", "2",
                "share.coordinator.state.topic.replication.factor", "3",
                "share.coordinator.state.topic.min.isr", "2",
                "min.insync.replicas", "2",
                "default.replication.factor", "3",
                // The controller refuses a node that was killed and started again until its old session has ended.
                "broker.session.timeout.ms", "1000",
                "broker.heartbeat.interval.ms", "200");
    }

    /**
     * A dead member or an abandoned transaction is noticed in seconds; the defaults take most of a minute. A single
     * node's own session is left at its default: on a busy machine a short one ends while the node is alive, and a single
     * node without its session loses transaction markers.
     */
    private static Map<String, String> fastFailureDetection() {
        return Map.ofEntries(
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("group.min.session.timeout.ms", "1000"),
                Map.entry("group.consumer.min.session.timeout.ms", "1000"),
                Map.entry("group.consumer.session.timeout.ms", "3000"),
                Map.entry("group.consumer.min.heartbeat.interval.ms", "100"),
                Map.entry("group.consumer.heartbeat.interval.ms", "500"),
                Map.entry("group.consumer.assignment.interval.ms", "0"),
                Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500"),
                Map.entry("controller.quorum.election.timeout.ms", "200"),
                Map.entry("controller.quorum.election.backoff.max.ms", "200"),
                Map.entry("controller.quorum.fetch.timeout.ms", "500"),
                Map.entry("initial.broker.registration.timeout.ms", "30000"));
    }

    private static Map<String, String> small() {
        return Map.of(
                "num.network.threads", "2",
                "num.io.threads", "4",
                "background.threads", "2",
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.num.partitions", "4",
                "share.coordinator.state.topic.num.partitions", "1",
                "offsets.topic.segment.bytes", "10485760",
                "transaction.state.log.segment.bytes", "10485760",
                "log.cleaner.dedupe.buffer.size", "2097152",
                "log.initial.task.delay.ms", "500");
    }
}
