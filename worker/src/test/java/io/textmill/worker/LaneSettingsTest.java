package io.textmill.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.textmill.contract.Task;
import io.textmill.worker.config.WorkerConfig;
import io.textmill.worker.engine.EngineSettings;
import io.textmill.worker.engine.Input;
import io.textmill.worker.journal.JournalSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the parts of the worker are told of lanes. */
class LaneSettingsTest {
    @TempDir
    Path folder;

    private WorkerConfig config;

    @BeforeEach
    void read() throws IOException {
        config = WorkerConfig.load(Files.writeString(folder.resolve("textmill.yaml"), """
            kafka: {bootstrapServers: "h:1"}
            tasks:
              sentiment: {provider: j, weight: 2, callsPerJob: 3, lanes: {acme: {weight: 5, tenant: acme}}}
              summarize: {provider: k}
            providers:
              j: {kind: juhe, baseUrl: "https://h", key: "${KEY}"}
              k: {kind: juhe, baseUrl: "https://h", key: "${KEY}"}
            """), Map.of("KEY", "k"));
    }

    @Test
    void theEngineReadsThemBesideTheirTasksTopicAndSharesItsRetryTopics() {
        EngineSettings settings = Settings.engine(config);

        assertThat(settings.inputs())
                .filteredOn(input -> input.topic().contains("sentiment"))
                .extracting(Input::topic, Input::retryPrefix, Input::weight)
                .containsExactly(
                        tuple("nlp.sentiment.jobs", "nlp.sentiment.retry.", 2.0),
                        tuple("nlp.sentiment.jobs.acme", "nlp.sentiment.retry.", 5.0));
        assertThat(settings.subscription()).doesNotHaveDuplicates().hasSize(2 * 5 + 1);
    }

    @Test
    void theJournalIsTheirTasks() {
        JournalSettings journal = Settings.journal(config);

        assertThat(journal.topics())
                .containsEntry("nlp.sentiment.jobs.acme", "nlp.sentiment.journal")
                .containsEntry("nlp.sentiment.jobs", "nlp.sentiment.journal")
                .hasSize(2 * 5 + 1);
    }

    @Test
    void theirBacklogCountsForTheProviderOfTheirTask() {
        var provider = Objects.requireNonNull(config.providers().get("j"));

        assertThat(Settings.inputs(config, provider))
                .containsExactlyInAnyOrder("nlp.sentiment.jobs", "nlp.sentiment.jobs.acme");
        assertThat(Settings.callsOfJob(config).applyAsDouble("nlp.sentiment.jobs.acme"))
                .isEqualTo(3);
    }

    @Test
    void jobsThatNameNoTenantAreTheLanes() {
        assertThat(Settings.jobRules(config).laneTenants()).isEqualTo(Map.of("nlp.sentiment.jobs.acme", "acme"));
        assertThat(Settings.jobTopics(config, Task.SUMMARIZE)).containsExactly("nlp.summarize.jobs");
    }
}
