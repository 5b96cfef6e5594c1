package io.textmill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.schemas.Schemas;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopicsTest {
    @Test
    void everyTopicStandsInTheAsyncApiDocument() {
        Stream<String> names = Stream.concat(
                Stream.of(Topics.DEFAULT.calls()),
                Arrays.stream(Task.values())
                        .flatMap(task -> Stream.of(
                                Topics.DEFAULT.jobs(task),
                                Topics.DEFAULT.results(task),
                                Topics.DEFAULT.deadLetters(task))));

        assertThat(names).allSatisfy(name -> assertThat(Schemas.asyncApi()).contains("address: " + name + "\n"));
    }

    @Test
    void aJobsTopicTellsItsTask() {
        Topics topics = new Topics("acme.nlp");

        assertThat(topics.taskOfJobs("acme.nlp.sentiment.jobs")).contains(Task.SENTIMENT);
        assertThat(topics.taskOfJobs("nlp.sentiment.jobs")).isEmpty();
        assertThat(topics.taskOfJobs("acme.nlp.sentiment.results")).isEmpty();
    }
}
