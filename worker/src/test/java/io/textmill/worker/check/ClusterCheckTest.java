package io.textmill.worker.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.textmill.sandbox.kafka.EmbeddedKafka;
import io.textmill.worker.check.Finding.Severity;
import io.textmill.worker.engine.EngineSettings;
import io.textmill.worker.engine.EngineSettings.Checks;
import io.textmill.worker.engine.Input;
import io.textmill.worker.engine.StartCheck;
import io.textmill.worker.engine.TopicLimits;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start checks on a real broker; one node can have no more than one replica. */
class ClusterCheckTest {
    private static final Map<String, String> DELETED = Map.of("retention.ms", "691200000");
    private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");

    @TempDir
    static Path folder;

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startKafka() {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"));
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void warnsOfASingleNodeAndTellsHowLargeRecordsMayBe() {
        create("good");

        TopicLimits limits =
                ClusterCheck.of(settings("good", Checks.WARN)).run().orElseThrow();

        assertThat(limits.largestRecord("good.results")).isEqualTo((1 << 20) - 1_024);
        assertThat(findings("good"))
                .extracting(Finding::severity, Finding::subject)
                .containsExactly(
                        tuple(Severity.DANGER, topics("good")),
                        tuple(Severity.NOTE, "good.jobs"),
                        tuple(Severity.NOTE, "__consumer_offsets"),
                        tuple(Severity.NOTE, "__transaction_state"),
                        tuple(Severity.NOTE, "the cluster"));
    }

    @Test
    void refusesASingleNodeWhenConfigured() {
        create("strict");
        StartCheck check = ClusterCheck.of(settings("strict", Checks.REFUSE));

        assertThatThrownBy(check::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("topics and brokers are not as this worker needs them:\n  " + topics("strict")
                        + ": has replication factor 1")
                .hasMessageContaining("\n    remedy: three replicas of each partition")
                .hasMessageNotContaining("has one broker");
    }

    @Test
    void readsWhatIsWrongWithTopics() {
        create("bad");
        kafka.createTopics(1, List.of("bad.small"), Map.of("max.message.bytes", "500000"));
        kafka.createTopics(1, List.of("bad.compacted"), COMPACTED);
        kafka.createTopics(1, List.of("bad.unclean"), Map.of("unclean.leader.election.enable", "true"));
        kafka.createTopics(1, List.of("bad.insync"), Map.of("min.insync.replicas", "2"));
        EngineSettings settings = settings("bad", List.of("bad.small", "bad.compacted", "bad.unclean", "bad.insync"));

        assertThat(findings(settings))
                .extracting(Finding::severity, Finding::subject, ClusterCheckTest::firstWord)
                .contains(
                        tuple(Severity.FATAL, "bad.insync", "min.insync.replicas"),
                        tuple(Severity.DANGER, "bad.small", "max.message.bytes"),
                        tuple(Severity.DANGER, "bad.compacted", "cleanup.policy"),
                        tuple(Severity.DANGER, "bad.unclean", "unclean.leader.election.enable"));
        assertThat(limits(settings).largestRecord("bad.small")).isEqualTo(500_000 - 1_024);
    }

    @Test
    void refusesMissingTopicsThoughItShouldOnlyWarn() {
        StartCheck check = ClusterCheck.of(settings("none", Checks.WARN));

        assertThatThrownBy(check::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                        "none.jobs, none.retry.10s, none.retry.1m, none.retry.10m, none.retry.1h: does not" + " exist")
                .hasMessageContaining("none.results: does not exist")
                .hasMessageContaining("none.groups: does not exist")
                .hasMessageContaining("kafka-topics.sh --bootstrap-server " + kafka.bootstrapServers()
                        + " --create --topic none.groups --partitions 1 --replication-factor 1");
    }

    @Test
    void hasRemediesThatLeaveNothingMissing() {
        findings("cured").stream()
                .filter(finding -> finding.severity() == Severity.FATAL)
                .forEach(ClusterCheckTest::createAsTold);

        assertThat(findings("cured"))
                .extracting(Finding::subject)
                .containsExactly(topics("cured"), "__consumer_offsets", "__transaction_state", "the cluster");
    }

    @Test
    void findsABrokerThatTakesLessThanTheEngineNeeds() {
        Map<String, String> overrides = Map.of(
                "offset.metadata.max.bytes", "100",
                "transaction.max.timeout.ms", "10000",
                "offsets.retention.minutes", "60");
        try (var other = EmbeddedKafka.start(folder.resolve("other"), overrides)) {
            var settings = settings("any", List.of(), Checks.WARN, other.bootstrapServers());

            assertThat(findings(settings))
                    .extracting(Finding::severity, Finding::subject)
                    .contains(
                            tuple(Severity.FATAL, "offset.metadata.max.bytes"),
                            tuple(Severity.FATAL, "transaction.max.timeout.ms"),
                            tuple(Severity.NOTE, "offsets.retention.minutes"));
        }
    }

    @Test
    void waitsForBrokersThatDoNotAnswer() throws Exception {
        // Bound and not accepting: nobody else can take the port meanwhile, and nobody answers.
        try (var nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var settings = settings("any", List.of(), Checks.REFUSE, "127.0.0.1:" + nobody.getLocalPort());

            assertThat(ClusterCheck.of(settings).run()).isEmpty();
        }
    }

    private static void create(String prefix) {
        kafka.createTopics(3, settings(prefix, Checks.WARN).subscription(), DELETED);
        kafka.createTopics(3, List.of(prefix + ".results"));
        kafka.createTopics(1, List.of(prefix + ".groups"), COMPACTED);
    }

    /** Creates topics by the command line of a remedy. */
    private static void createAsTold(Finding missing) {
        Matched command = new Matched(missing.remedy());
        assertThat(command.one("--replication-factor (\\d+)")).isEqualTo("1");
        Map<String, String> settings = command.all("--config ([a-z.]+)=(\\S+?)(?=;|\\s|$)")
                .collect(Collectors.toMap(setting -> setting.group(1), setting -> setting.group(2)));
        kafka.createTopics(
                Integer.parseInt(command.one("--partitions (\\d+)")),
                Set.of(missing.subject().split(", ")),
                settings);
    }

    private record Matched(String text) {
        String one(String pattern) {
            return all(pattern).findFirst().orElseThrow().group(1);
        }

        Stream<MatchResult> all(String pattern) {
            return Pattern.compile(pattern).matcher(text).results();
        }
    }

    private static List<Finding> findings(String prefix) {
        return findings(settings(prefix, Checks.WARN));
    }

    private static List<Finding> findings(EngineSettings settings) {
        Requirements requirements = Requirements.of(settings);
        return Findings.of(requirements, facts(requirements, settings));
    }

    private static TopicLimits limits(EngineSettings settings) {
        Requirements requirements = Requirements.of(settings);
        return Sizes.limits(requirements, facts(requirements, settings));
    }

    private static ClusterFacts facts(Requirements requirements, EngineSettings settings) {
        try (Admin admin = Admin.create(Map.copyOf(settings.client()))) {
            return new ClusterReader(admin)
                    .read(
                            settings.group(),
                            requirements.topics().stream().map(TopicUse::topic).toList());
        }
    }

    private static EngineSettings settings(String prefix, Checks checks) {
        return settings(prefix, List.of(), checks, kafka.bootstrapServers());
    }

    private static EngineSettings settings(String prefix, List<String> moreOutputs) {
        return settings(prefix, moreOutputs, Checks.WARN, kafka.bootstrapServers());
    }

    private static EngineSettings settings(
            String prefix, List<String> moreOutputs, Checks checks, String bootstrapServers) {
        var outputs = new ArrayList<>(List.of(prefix + ".results"));
        outputs.addAll(moreOutputs);
        return new EngineSettings(
                "worker",
                "group-" + prefix,
                EngineSettings.Protocol.CONSUMER,
                List.of(new Input(prefix + ".jobs", prefix + ".retry.", 1_000_000, Duration.ofDays(1), 1)),
                outputs,
                prefix + ".groups",
                Map.of("bootstrap.servers", bootstrapServers),
                checks,
                new EngineSettings.Bounds(10, 1 << 20, Duration.ofMillis(5), Duration.ofSeconds(1)));
    }

    /** All topics of the prefix, as a finding names them. */
    private static String topics(String prefix) {
        return Stream.of("jobs", "retry.10s", "retry.1m", "retry.10m", "retry.1h", "results", "groups")
                .map(name -> prefix + "." + name)
                .collect(Collectors.joining(", "));
    }

    private static String firstWord(Finding finding) {
        return finding.problem().replaceFirst(" .*", "");
    }
}
