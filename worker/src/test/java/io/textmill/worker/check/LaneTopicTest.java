package io.textmill.worker.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.worker.check.Finding.Severity;
import io.textmill.worker.check.TopicFacts.Found;
import io.textmill.worker.engine.EngineSettings;
import io.textmill.worker.engine.Input;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What must hold for the topic of a lane beside its task's own. */
class LaneTopicTest {
    private static final TopicUse USE = new TopicUse.Input("jobs.acme", 1_000, Duration.ofDays(1), "jobs");

    @Test
    void wantsAsManyPartitionsAsItsTasksTopicHas() {
        assertThat(flaws(found(48))).isEmpty();
        assertThat(flaws(found(96))).hasSize(1).allSatisfy(flaw -> {
            assertThat(flaw.severity()).isEqualTo(Severity.DANGER);
            assertThat(flaw.problem()).startsWith("has 96 partitions, jobs has 48: ");
        });
    }

    @Test
    void saysHowToCreateIt() {
        assertThat(flaws(new TopicFacts.Missing())).hasSize(1).allSatisfy(flaw -> {
            assertThat(flaw.severity()).isEqualTo(Severity.FATAL);
            assertThat(flaw.remedy()).contains("--create --topic $topic --partitions 48 ");
        });
    }

    @Test
    void expectsSharedRetryTopicsOnce() {
        var settings = new EngineSettings(
                "worker-1",
                "group",
                EngineSettings.Protocol.CONSUMER,
                List.of(
                        new Input("jobs", "retry.", 1_000, Duration.ofDays(1), 1),
                        new Input("jobs.acme", "retry.", 1_000, Duration.ofDays(1), 2)),
                List.of("results"),
                "groups",
                Map.of(),
                EngineSettings.Checks.WARN,
                new EngineSettings.Bounds(1, 1, Duration.ofMillis(1), Duration.ofSeconds(1)));

        List<String> topics =
                Requirements.of(settings).topics().stream().map(TopicUse::topic).toList();

        assertThat(topics)
                .containsExactlyInAnyOrder(
                        "jobs", "jobs.acme", "retry.10s", "retry.1m", "retry.10m", "retry.1h", "results", "groups");
        assertThat(settings.subscription()).doesNotHaveDuplicates().hasSize(6);
    }

    private static List<Flaw> flaws(TopicFacts lane) {
        var facts = new ClusterFacts(
                3, new Configuration(Map.of()), Map.of(), true, Map.of("jobs", found(48), "jobs.acme", lane));
        return new TopicRules(new Commands("kafka:9092", false), facts).flaws(USE);
    }

    private static Found found(int partitions) {
        var settings = Map.of("min.insync.replicas", "2", "cleanup.policy", "delete", "retention.ms", "691200000");
        return new Found(partitions, 3, true, true, new Configuration(settings));
    }
}
