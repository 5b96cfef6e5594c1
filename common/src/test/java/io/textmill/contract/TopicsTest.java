package io.textmill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.schemas.Schemas;
import org.junit.jupiter.api.Test;

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
    void aJobsTopicTellsItsTask() {
        Topics topics = new Topics("acme.nlp");

        assertThat(topics.taskOfJobs("acme.nlp.sentiment.jobs")).contains(Task.SENTIMENT);
        assertThat(topics.taskOfJobs("nlp.sentiment.jobs")).isEmpty();
        assertThat(topics.taskOfJobs("acme.nlp.sentiment.results")).isEmpty();
    }
}
