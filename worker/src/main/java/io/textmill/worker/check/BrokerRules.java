package io.textmill.worker.check;

import io.textmill.worker.check.Finding.Severity;
import io.textmill.worker.engine.EngineSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What must hold for the brokers, the group and the worker's own limits. Pure. */
final class BrokerRules {
    /** A group that nobody runs keeps its offsets for a week of outage, or a long holiday. */
    private static final long OFFSETS_MINUTES = Duration.ofDays(7).toMinutes();

    private final Requirements requirements;
    private final ClusterFacts facts;

    BrokerRules(Requirements requirements, ClusterFacts facts) {
        this.requirements = requirements;
        this.facts = facts;
    }

    /** What is wrong with everything that is no topic of ours. */
    List<Finding> findings() {
        return Stream.of(
                        group(),
                        protocol(),
                        atLeast(
                                Severity.FATAL,
                                "offset.metadata.max.bytes",
                                EngineSettings.MAX_METADATA_CHARACTERS,
                                "the engine keeps finished work there"),
                        atLeast(
                                Severity.FATAL,
                                "transaction.max.timeout.ms",
                                requirements.transactionTimeoutMillis(),
                                "the producer's own timeout is refused"),
                        atLeast(
                                Severity.NOTE,
                                "offsets.retention.minutes",
                                OFFSETS_MINUTES,
                                "a group that stands still for longer loses its offsets, and must be told where to go"
                                        + " on"),
                        replicas(ClusterFacts.OFFSETS, "offsets.topic.replication.factor"),
                        replicas(ClusterFacts.TRANSACTIONS, "transaction.state.log.replication.factor"),
                        readable(),
                        transactions(),
                        brokers(),
                        request())
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Finding> group() {
        return facts.mayReadGroup()
                ? Optional.empty()
                : Optional.of(new Finding(
                        Severity.FATAL,
                        "group " + requirements.group(),
                        "this worker lacks the right Read",
                        requirements.commands().allow(List.of("Read"), "--group " + requirements.group())));
    }

    private Optional<Finding> protocol() {
        if (requirements.protocol() == EngineSettings.Protocol.CLASSIC || level("group.version") >= 1) {
            return Optional.empty();
        }
        String remedy = "kafka.protocol: classic; or, with brokers of 4.0 or later: "
                + requirements.commands().upgrade("group.version", 1);
        return Optional.of(
                facts.features().isEmpty()
                        ? new Finding(
                                Severity.NOTE,
                                "group.version",
                                "the brokers do not say whether they know the group protocol \"consumer\"",
                                "if this worker cannot join its group: kafka.protocol: classic")
                        : new Finding(
                                Severity.FATAL,
                                "group.version",
                                "is %d, below 1: the brokers do not take part in the group protocol \"consumer\""
                                        .formatted(level("group.version")),
                                remedy));
    }

    private Optional<Finding> transactions() {
        return facts.features().isEmpty() || level("transaction.version") >= 2
                ? Optional.empty()
                : Optional.of(new Finding(
                        Severity.NOTE,
                        "transaction.version",
                        "is %d, below 2: a late message of an aborted transaction can block readers or count as part"
                                        .formatted(level("transaction.version"))
                                + " of the next",
                        requirements.commands().upgrade("transaction.version", 2)));
    }

    private int level(String feature) {
        return facts.features().getOrDefault(feature, 0);
    }

    private Optional<Finding> atLeast(Severity severity, String setting, long least, String why) {
        return facts.broker()
                .number(setting)
                .filter(found -> found < least)
                .map(found -> new Finding(
                        severity,
                        setting,
                        "is %d, below %d: %s".formatted(found, least, why),
                        "%s=%d in every broker's server.properties, and a restart".formatted(setting, least)));
    }

    /** Kafka's own topics; before their first use only the setting tells what they will be. */
    private Optional<Finding> replicas(String topic, String setting) {
        Optional<Long> replicas = facts.topic(topic) instanceof TopicFacts.Found found
                ? Optional.of((long) found.replicas())
                : facts.broker().number(setting);
        return replicas.filter(found -> found < NewTopics.REPLICAS)
                .map(found -> new Finding(
                        Severity.NOTE,
                        topic,
                        "has replication factor %d: what is committed can be lost with a broker".formatted(found),
                        "three replicas of each partition (kafka-reassign-partitions.sh), and %s=3 in every broker's"
                                        .formatted(setting)
                                + " server.properties"));
    }

    private Optional<Finding> readable() {
        return facts.broker().isReadable()
                ? Optional.empty()
                : Optional.of(new Finding(
                        Severity.NOTE,
                        "broker settings",
                        "cannot be checked: this worker may not read them",
                        requirements.commands().allow(List.of("DescribeConfigs"), "--cluster")));
    }

    private Optional<Finding> brokers() {
        return facts.brokers() > 1
                ? Optional.empty()
                : Optional.of(new Finding(
                        Severity.NOTE,
                        "the cluster",
                        "has one broker: a stop of it around a commit can leave a transaction open for ever",
                        "three brokers or more"));
    }

    /** The largest record that any topic must take is also one request of the producer. */
    private Optional<Finding> request() {
        int needed = requirements.topics().stream()
                        .filter(TopicUse::isWritten)
                        .mapToInt(TopicUse::bytes)
                        .max()
                        .orElse(0)
                + Sizes.FRAMING_BYTES;
        int found = requirements.maxRequestBytes();
        return found >= needed
                ? Optional.empty()
                : Optional.of(new Finding(
                        Severity.DANGER,
                        "max.request.size",
                        "is %d, below %d: larger records cannot be sent, whatever their topic takes"
                                .formatted(found, needed),
                        "kafka.properties: {max.request.size: %d}".formatted(needed)));
    }
}
