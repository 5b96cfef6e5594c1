package io.textmill.worker.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.textmill.sandbox.kafka.EmbeddedKafka;
import io.textmill.worker.check.Finding.Severity;
import io.textmill.worker.engine.EngineSettings;
import io.textmill.worker.engine.EngineSettings.Checks;
import io.textmill.worker.engine.Input;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start checks on a real broker that keeps an eye on rights. Whoever has no rule of its own may do everything. */
class ClusterRightsTest {
    private static final String US = "User:ANONYMOUS";

    @TempDir
    Path folder;

    @Test
    void saysWhichRightsAreLackingAndWhatItMayNotCheck() throws Exception {
        Map<String, String> overrides = Map.of(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "allow.everyone.if.no.acl.found", "true");
        try (var kafka = EmbeddedKafka.start(folder.resolve("kafka"), overrides);
                var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            EngineSettings settings = settings(kafka.bootstrapServers());
            kafka.createTopics(
                    1,
                    Stream.concat(
                                    settings.subscription().stream(),
                                    Stream.of("results", "letters", "calls", settings.markers()))
                            .toList());
            admin.createAcls(List.of(
                            topic("jobs", "User:other", AclOperation.ALL, true),
                            topic("retry.1h", US, AclOperation.WRITE, true),
                            topic("retry.1h", US, AclOperation.DESCRIBE_CONFIGS, true),
                            topic("results", US, AclOperation.DESCRIBE, true),
                            topic("letters", US, AclOperation.WRITE, true),
                            topic("groups", US, AclOperation.READ, true),
                            topic("groups", US, AclOperation.WRITE, false),
                            topic("groups", US, AclOperation.DESCRIBE_CONFIGS, true),
                            binding(ResourceType.GROUP, "textmill", "User:other", AclOperation.READ, true),
                            // The node itself is anonymous too, and has to go on working.
                            binding(ResourceType.CLUSTER, "kafka-cluster", US, AclOperation.ALL, true),
                            binding(ResourceType.CLUSTER, "kafka-cluster", US, AclOperation.DESCRIBE_CONFIGS, false)))
                    .all()
                    .get();

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(findings(settings, admin))
                            .extracting(Finding::severity, Finding::subject, Finding::problem)
                            .contains(
                                    tuple(Severity.FATAL, "jobs", "this worker may not even see it"),
                                    tuple(Severity.FATAL, "retry.1h", "this worker lacks the right Read"),
                                    tuple(Severity.FATAL, "results, groups", "this worker lacks the right Write"),
                                    tuple(Severity.FATAL, "group textmill", "this worker lacks the right Read"),
                                    tuple(
                                            Severity.NOTE,
                                            "results, letters",
                                            "its settings cannot be checked: this worker may not read them"),
                                    tuple(
                                            Severity.NOTE,
                                            "broker settings",
                                            "cannot be checked: this worker may not read them")));

            assertThatThrownBy(ClusterCheck.of(settings)::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("results, groups: this worker lacks the right Write\n    remedy: for topic in"
                            + " results groups; do kafka-acls.sh --bootstrap-server " + kafka.bootstrapServers()
                            + " --add --allow-principal User:NAME --operation Write --topic $topic; done\n")
                    .hasMessageNotContaining("letters")
                    .hasMessageNotContaining("calls");
        }
    }

    private static List<Finding> findings(EngineSettings settings, Admin admin) {
        Requirements requirements = Requirements.of(settings);
        List<String> topics =
                requirements.topics().stream().map(TopicUse::topic).toList();
        return Findings.of(requirements, new ClusterReader(admin).read(settings.group(), topics));
    }

    private static AclBinding topic(String name, String who, AclOperation operation, boolean allow) {
        return binding(ResourceType.TOPIC, name, who, operation, allow);
    }

    private static AclBinding binding(
            ResourceType type, String name, String who, AclOperation operation, boolean allow) {
        return new AclBinding(
                new ResourcePattern(type, name, PatternType.LITERAL),
                new AccessControlEntry(who, "*", operation, allow ? AclPermissionType.ALLOW : AclPermissionType.DENY));
    }

    private static EngineSettings settings(String bootstrapServers) {
        return new EngineSettings(
                "worker",
                "textmill",
                EngineSettings.Protocol.CONSUMER,
                List.of(new Input("jobs", "retry.", 1_000_000, Duration.ofDays(1), 1)),
                List.of("results", "letters", "calls"),
                "groups",
                Map.of("bootstrap.servers", bootstrapServers),
                Checks.WARN,
                new EngineSettings.Bounds(10, 1 << 20, Duration.ofMillis(5), Duration.ofSeconds(1)));
    }
}
