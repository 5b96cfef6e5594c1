package io.textmill.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.textmill.schemas.Schemas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {
    @Test
    void everyTopicStandsInTheAsyncApiDocument() {
        assertThat(Topics.DEFAULT.all())
                .hasSize(3 * 8 + 3)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> {
                    String address = name.replaceFirst("\\.retry\\..*", ".retry.{tier}");
                    assertThat(Schemas.asyncApi()).contains("address: " + address + "\n");
                });
        assertThat(Schemas.asyncApi()).contains("enum: [" + String.join(", ", Topics.RETRY_TIERS) + "]");
    }

    @Test
    void aRetryTopicIsNamedAfterItsTaskAndTier() {
        assertThat(new Topics("acme").retries(Task.SENTIMENT))
                .containsExactly(
                        "acme.sentiment.retry.10s",
                        "acme.sentiment.retry.1m",
                        "acme.sentiment.retry.10m",
                        "acme.sentiment.retry.1h");
    }

    @Test
    void aLaneHasAJobsTopicOfItsOwn() {
        assertThat(Topics.DEFAULT.jobs(Task.SENTIMENT, "acme-1")).isEqualTo("nlp.sentiment.jobs.acme-1");
        assertThat(Schemas.asyncApi()).contains("address: nlp.sentiment.jobs.{lane}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "a_b", "a b", "\u00e9"})
    void refusesALaneWhoseNameCouldBeMistaken(String lane) {
        assertThatThrownBy(() -> Topics.DEFAULT.jobs(Task.SENTIMENT, lane))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("allowed: 1 to 64 letters, digits and dashes");
    }

    @Test
    void aJobsTopicTellsItsTask() {
        Topics topics = new Topics("acme.nlp");

        assertThat(topics.taskOfJobs("acme.nlp.sentiment.jobs")).contains(Task.SENTIMENT);
        assertThat(topics.taskOfJobs("acme.nlp.sentiment.jobs.acme")).contains(Task.SENTIMENT);
        assertThat(topics.taskOfJobs("acme.nlp.sentiment.jobs.acme.x")).isEmpty();
        assertThat(topics.taskOfJobs("nlp.sentiment.jobs")).isEmpty();
        assertThat(topics.taskOfJobs("acme.nlp.sentiment.results")).isEmpty();
    }
}
