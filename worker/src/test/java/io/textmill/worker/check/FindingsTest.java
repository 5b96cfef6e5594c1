package io.textmill.worker.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.textmill.worker.check.Finding.Severity;
import io.textmill.worker.check.TopicFacts.Found;
import io.textmill.worker.engine.EngineSettings.Protocol;
import io.textmill.worker.engine.Outbound;
import io.textmill.worker.engine.TopicLimits;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingsTest {
    private static final Commands COMMANDS = new Commands("kafka:9092", false);

    private static final Requirements REQUIREMENTS = requirements(Protocol.CONSUMER, 1_048_576);

    private static final Map<String, String> DELETED = Map.of(
            "min.insync.replicas", "2",
            "unclean.leader.election.enable", "false",
            "max.message.bytes", "1048588",
            "cleanup.policy", "delete",
            "retention.ms", "691200000",
            "retention.bytes", "-1");

    private static final Map<String, String> BROKER = Map.of(
            "offset.metadata.max.bytes", "4096",
            "transaction.max.timeout.ms", "900000",
            "offsets.retention.minutes", "10080",
            "offsets.topic.replication.factor", "3",
            "transaction.state.log.replication.factor", "3");

    private static final Map<String, Integer> FEATURES = Map.of("group.version", 1, "transaction.version", 2);

    /** Changed by each test to what is to be found. */
    private final Map<String, TopicFacts> topics = new HashMap<>(Map.of(
            "jobs", found(DELETED),
            "retry.1h", found(DELETED),
            "results", found(DELETED),
            "letters", found(DELETED),
            "groups", new Found(1, 3, true, true, new Configuration(with(DELETED, "cleanup.policy", "compact")))));

    @Test
    void findsNothingWhereAllIsWell() {
        assertThat(findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "nothing", textBlock = """
        jobs     | min.insync.replicas            | 1              | DANGER  | acknowledged records can be lost       | min.insync.replicas=2
        groups   | min.insync.replicas            | 1              | DANGER  | acknowledged records can be lost       | min.insync.replicas=2
        letters  | min.insync.replicas            | 3              | NOTE    | while any broker is away               | min.insync.replicas=2
        letters  | min.insync.replicas            | 4              | FATAL   | nothing can be written                 | min.insync.replicas=2
        results  | unclean.leader.election.enable | true           | DANGER  | acknowledged records can be lost       | unclean.leader.election.enable=false
        jobs     | max.message.bytes              | 1001024        | nothing |                                        |
        jobs     | max.message.bytes              | 1001023        | NOTE    | is 1001023, below 1001024              | max.message.bytes=1001024
        retry.1h | max.message.bytes              | 1001023        | DANGER  | cannot wait for another attempt        | max.message.bytes=1001024
        results  | max.message.bytes              | 1041024        | nothing |                                        |
        results  | max.message.bytes              | 1041023        | DANGER  | fail though they are paid              | max.message.bytes=1041024
        groups   | max.message.bytes              | 2000           | nothing |                                        |
        jobs     | cleanup.policy                 | compact        | DANGER  | only the last is kept                  | cleanup.policy=delete
        retry.1h | cleanup.policy                 | compact,delete | DANGER  | is compact,delete, not delete          | cleanup.policy=delete
        letters  | cleanup.policy                 | delete,compact | DANGER  | only the last is kept                  | cleanup.policy=delete
        groups   | cleanup.policy                 | delete         | DANGER  | starts over, and pays again            | cleanup.policy=compact
        groups   | cleanup.policy                 | compact,delete | DANGER  | starts over, and pays again            | cleanup.policy=compact
        jobs     | retention.ms                   | 86400000       | nothing |                                        |
        jobs     | retention.ms                   | 86399999       | DANGER  | is 86399999, below 86400000            | retention.ms=691200000
        jobs     | retention.ms                   | -1             | nothing |                                        |
        retry.1h | retention.ms                   | 608400000      | nothing |                                        |
        retry.1h | retention.ms                   | 608399999      | NOTE    | an outage deletes them                 | retention.ms=691200000
        results  | retention.ms                   | 1000           | nothing |                                        |
        jobs     | retention.bytes                | 1000000000     | NOTE    | a longer backlog is deleted            | retention.bytes=-1
        retry.1h | retention.bytes                | 1000000000     | NOTE    | a longer backlog is deleted            | retention.bytes=-1
        results  | retention.bytes                | 1000000000     | nothing |                                        |
        """)
    void judgesASettingOfATopic(
            String topic, String setting, String value, Severity severity, String problem, String setTo) {
        Found found = (Found) topics.get(topic);
        topics.put(topic, found(with(found.configuration().values(), setting, value)));

        if (severity == null) {
            assertThat(findings()).isEmpty();
            return;
        }
        Finding finding = only();
        assertThat(finding.severity()).isEqualTo(severity);
        assertThat(finding.subject()).isEqualTo(topic);
        assertThat(finding.problem()).startsWith(setting).contains(problem);
        assertThat(finding.remedy())
                .isEqualTo("kafka-configs.sh --bootstrap-server kafka:9092 --alter --entity-type topics --entity-name "
                        + topic + " --add-config " + setTo);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        jobs     | 48 | 2 | true  | true  | DANGER | has replication factor 2                | kafka-reassign-partitions.sh
        groups   | 1  | 1 | true  | true  | DANGER | has replication factor 1                | min.insync.replicas=2
        jobs     | 47 | 3 | true  | true  | NOTE   | no more workers than that               | --alter --partitions
        retry.1h | 12 | 3 | true  | true  | DANGER | has 12 partitions, its input has 48     | --alter --partitions
        jobs     | 48 | 3 | false | false | FATAL  | lacks the right Read                    | --operation Read --topic jobs
        results  | 48 | 3 | false | false | FATAL  | lacks the right Write                   | --operation Write --topic results
        groups   | 1  | 3 | false | false | FATAL  | lacks the right Read and Write          | --operation Read --operation Write --topic groups
        retry.1h | 48 | 3 | true  | false | FATAL  | lacks the right Write                   | --operation Write --topic retry.1h
        retry.1h | 48 | 3 | false | true  | FATAL  | lacks the right Read                    | --operation Read --topic retry.1h
        """)
    void judgesReplicasPartitionsAndRights(
            String topic,
            int partitions,
            int replicas,
            boolean mayRead,
            boolean mayWrite,
            Severity severity,
            String problem,
            String remedy) {
        // With fewer replicas the least number in sync is another finding.
        Configuration settings = new Configuration(with(
                ((Found) topics.get(topic)).configuration().values(),
                "min.insync.replicas",
                Integer.toString(Math.max(1, replicas - 1))));
        topics.put(topic, new Found(partitions, replicas, mayRead, mayWrite, settings));

        List<Finding> ofTopic = findings().stream()
                .filter(finding -> finding.subject().equals(topic))
                .toList();
        assertThat(ofTopic).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.problem()).contains(problem);
            assertThat(finding.remedy()).contains(remedy);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "nothing", textBlock = """
        offset.metadata.max.bytes                | 4095    | FATAL   | offset.metadata.max.bytes  | is 4095, below 4096
        offset.metadata.max.bytes                | 8192    | nothing |                            |
        transaction.max.timeout.ms               | 14999   | FATAL   | transaction.max.timeout.ms | is 14999, below 15000
        transaction.max.timeout.ms               | 15000   | nothing |                            |
        offsets.retention.minutes                | 10079   | NOTE    | offsets.retention.minutes  | is 10079, below 10080
        offsets.topic.replication.factor         | 1       | NOTE    | __consumer_offsets         | has replication factor 1
        transaction.state.log.replication.factor | 2       | NOTE    | __transaction_state        | has replication factor 2
        """)
    void judgesASettingOfTheBroker(String setting, String value, Severity severity, String subject, String problem) {
        List<Finding> findings = findings(with(BROKER, setting, value), FEATURES);

        if (severity == null) {
            assertThat(findings).isEmpty();
            return;
        }
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.subject()).isEqualTo(subject);
            assertThat(finding.problem()).startsWith(problem);
            assertThat(finding.remedy()).contains(setting + "=").contains("server.properties");
        });
    }

    @Test
    void believesKafkasOwnTopicsMoreThanTheSettingTheyWereOnceCreatedWith() {
        topics.put(ClusterFacts.OFFSETS, found(DELETED));

        assertThat(findings(with(BROKER, "offsets.topic.replication.factor", "1"), FEATURES))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "nothing", textBlock = """
        CONSUMER | 1 | 2 | nothing |                     |
        CONSUMER | 0 | 2 | FATAL   | group.version       | kafka.protocol: classic; or
        CLASSIC  | 0 | 2 | nothing |                     |
        CLASSIC  | 0 | 1 | NOTE    | transaction.version | kafka-features.sh --bootstrap-server kafka:9092 upgrade --feature transaction.version=2
        """)
    void judgesWhatTheClusterCanDo(
            Protocol protocol,
            int groupVersion,
            int transactionVersion,
            Severity severity,
            String subject,
            String remedy) {
        var features = Map.of("group.version", groupVersion, "transaction.version", transactionVersion);

        List<Finding> findings = Findings.of(requirements(protocol, 1_048_576), facts(3, BROKER, features));

        if (severity == null) {
            assertThat(findings).isEmpty();
            return;
        }
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.subject()).isEqualTo(subject);
            assertThat(finding.remedy()).startsWith(remedy);
        });
    }

    @Test
    void doesNotRefuseAClusterThatDoesNotSayWhatItCanDo() {
        assertThat(findings(BROKER, Map.of())).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.NOTE);
            assertThat(finding.remedy()).contains("kafka.protocol: classic");
        });
    }

    @Test
    void saysWhatItMayNotCheck() {
        topics.replaceAll(
                (topic, facts) -> new Found(((Found) facts).partitions(), 3, true, true, Configuration.UNREADABLE));

        assertThat(findings(Map.of(), FEATURES))
                .containsExactly(
                        new Finding(
                                Severity.NOTE,
                                "jobs, retry.1h, results, letters, groups",
                                "its settings cannot be checked: this worker may not read them",
                                "for topic in jobs retry.1h results letters groups; do kafka-acls.sh --bootstrap-server"
                                        + " kafka:9092 --add --allow-principal User:NAME --operation DescribeConfigs"
                                        + " --topic $topic; done"),
                        new Finding(
                                Severity.NOTE,
                                "broker settings",
                                "cannot be checked: this worker may not read them",
                                "kafka-acls.sh --bootstrap-server kafka:9092 --add --allow-principal User:NAME"
                                        + " --operation DescribeConfigs --cluster"));
    }

    @Test
    void toleratesBrokersThatDoNotKnowASetting() {
        topics.replaceAll((topic, facts) ->
                new Found(((Found) facts).partitions(), 3, true, true, new Configuration(Map.of("foreign", "1"))));

        assertThat(findings(Map.of("foreign", "1"), FEATURES)).isEmpty();
    }

    @Test
    void namesEveryMissingTopicWithTheCommandThatCreatesIt() {
        topics.clear();

        assertThat(findings())
                .extracting(Finding::severity, Finding::subject, Finding::remedy)
                .containsExactly(
                        missing(
                                "jobs, retry.1h",
                                "for topic in jobs retry.1h; do "
                                        + created("$topic", 48, "delete --config retention.ms=691200000") + "; done"),
                        missing(
                                "results, letters",
                                "for topic in results letters; do " + created("$topic", 48, "delete") + "; done"),
                        missing("groups", created("groups", 1, "compact")));
    }

    @Test
    void givesAMissingRetryTopicAsManyPartitionsAsItsInput() {
        topics.put("jobs", new Found(96, 3, true, true, new Configuration(DELETED)));
        topics.remove("retry.1h");

        assertThat(only().remedy()).contains("--topic retry.1h --partitions 96 ");
    }

    @Test
    void asksForNoMoreReplicasThanThereAreBrokers() {
        topics.remove("results");

        assertThat(Findings.of(REQUIREMENTS, facts(2, BROKER, FEATURES)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.remedy())
                        .contains("--replication-factor 2 --config unclean")
                        .doesNotContain("min.insync"));
    }

    @Test
    void saysWhichRightsATopicTakesThatItMayNotSee() {
        topics.put("retry.1h", new TopicFacts.Hidden());

        assertThat(only().problem()).isEqualTo("this worker may not even see it");
        assertThat(only().remedy()).endsWith("--operation Read --operation Write --topic retry.1h");
    }

    @Test
    void findsASingleBroker() {
        assertThat(Findings.of(REQUIREMENTS, facts(1, BROKER, FEATURES)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.NOTE));
    }

    @Test
    void findsAGroupThatItMayNotJoin() {
        var facts = new ClusterFacts(3, new Configuration(BROKER), FEATURES, false, topics);

        assertThat(Findings.of(REQUIREMENTS, facts))
                .containsExactly(new Finding(
                        Severity.FATAL,
                        "group textmill",
                        "this worker lacks the right Read",
                        "kafka-acls.sh --bootstrap-server kafka:9092 --add --allow-principal User:NAME --operation Read"
                                + " --group textmill"));
    }

    @Test
    void findsAProducerThatSendsLessThanItsTopicsTake() {
        assertThat(Findings.of(requirements(Protocol.CONSUMER, 1_041_023), facts(3, BROKER, FEATURES)))
                .containsExactly(new Finding(
                        Severity.DANGER,
                        "max.request.size",
                        "is 1041023, below 1041024: larger records cannot be sent, whatever their topic takes",
                        "kafka.properties: {max.request.size: 1041024}"));
    }

    @Test
    void putsTheWorstFirst() {
        topics.put("jobs", found(with(DELETED, "retention.bytes", "1")));
        topics.put("results", found(with(DELETED, "cleanup.policy", "compact")));
        topics.remove("groups");

        assertThat(findings())
                .extracting(Finding::severity)
                .containsExactly(Severity.FATAL, Severity.DANGER, Severity.NOTE);
    }

    @Test
    void limitsRecordsToWhatTopicAndProducerTake() {
        topics.put("results", found(with(DELETED, "max.message.bytes", "500000")));
        topics.put("letters", found(with(DELETED, "max.message.bytes", "9000000")));
        topics.put("groups", new TopicFacts.Missing());

        TopicLimits limits = Sizes.limits(REQUIREMENTS, facts(3, BROKER, FEATURES));

        assertThat(limits.largestRecord("results")).isEqualTo(500_000 - 1_024);
        assertThat(limits.largestRecord("letters")).isEqualTo(1_048_576 - 1_024);
        assertThat(limits.largestRecord("groups")).isEqualTo(1_048_576 - 1_024);
        assertThat(limits.largestRecord("another")).isEqualTo(Outbound.MAX_BYTES);
    }

    @Test
    void tellsSecuredBrokersToAskForCredentials() {
        assertThat(new Commands("kafka:9092", true).upgrade("group.version", 1))
                .isEqualTo("kafka-features.sh --bootstrap-server kafka:9092 --command-config admin.properties upgrade"
                        + " --feature group.version=1");
    }

    private List<Finding> findings() {
        return findings(BROKER, FEATURES);
    }

    private List<Finding> findings(Map<String, String> broker, Map<String, Integer> features) {
        return Findings.of(REQUIREMENTS, facts(3, broker, features));
    }

    private Finding only() {
        assertThat(findings()).hasSize(1);
        return findings().getFirst();
    }

    private ClusterFacts facts(int brokers, Map<String, String> broker, Map<String, Integer> features) {
        return new ClusterFacts(brokers, new Configuration(broker), features, true, topics);
    }

    private static Requirements requirements(Protocol protocol, int maxRequestBytes) {
        List<TopicUse> uses = List.of(
                new TopicUse.Input("jobs", 1_000_000, Duration.ofDays(1), "jobs"),
                new TopicUse.Retry("retry.1h", "jobs", 1_000_000, Duration.ofHours(1)),
                new TopicUse.Output("results", 1_040_000),
                new TopicUse.Output("letters", 1_040_000),
                new TopicUse.Markers("groups"));
        return new Requirements("textmill", protocol, uses, 15_000, maxRequestBytes, COMMANDS);
    }

    private static Found found(Map<String, String> settings) {
        return new Found(48, 3, true, true, new Configuration(settings));
    }

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        var changed = new HashMap<>(settings);
        changed.put(name, value);
        return changed;
    }

    private static Tuple missing(String subject, String remedy) {
        return tuple(Severity.FATAL, subject, remedy);
    }

    private static String created(String topic, int partitions, String cleanup) {
        return "kafka-topics.sh --bootstrap-server kafka:9092 --create --topic " + topic + " --partitions " + partitions
                + " --replication-factor 3 --config min.insync.replicas=2"
                + " --config unclean.leader.election.enable=false --config cleanup.policy=" + cleanup;
    }
}
