package io.textmill.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class AsyncApiTest {
    private final JsonNode document = new YAMLMapper().readTree(Schemas.asyncApi());

    @Test
    void isAnAsyncApi3Document() {
        assertThat(document.path("asyncapi").asString()).isEqualTo("3.0.0");
        assertThat(document.at("/info/title").asString()).isEqualTo("Textmill worker");
    }

    @Test
    void hasOneChannelForEachTopicOfTheConvention() {
        Set<String> topics = Stream.of("summarize", "sentiment", "extraction")
                .flatMap(task -> Stream.of("jobs", "results", "dead-letters").map(kind -> "nlp." + task + "." + kind))
                .collect(Collectors.toCollection(TreeSet::new));
        topics.add("nlp.calls");

        List<String> addresses = document.path("channels").values().stream()
                .map(channel -> channel.path("address").asString())
                .toList();

        assertThat(addresses).containsExactlyInAnyOrderElementsOf(topics);
    }

    @Test
    void hasOneOperationForEachChannel() {
        List<String> used = document.path("operations").values().stream()
                .map(operation -> operation.at("/channel/$ref").asString())
                .toList();

        List<String> channels = document.path("channels")
                .propertyStream()
                .map(channel -> "#/channels/" + channel.getKey())
                .toList();

        assertThat(used).containsExactlyInAnyOrderElementsOf(channels);
    }

    @Test
    void receivesJobsAndSendsEverythingElse() {
        assertThat(document.path("operations").values()).allSatisfy(operation -> {
            boolean jobs = operation.at("/channel/$ref").asString().endsWith("Jobs");
            assertThat(operation.path("action").asString()).isEqualTo(jobs ? "receive" : "send");
        });
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = new ArrayList<>();
        collect(document, references);

        assertThat(references)
                .hasSizeGreaterThan(50)
                .allSatisfy(reference -> assertThat(leadsSomewhere(reference)).isTrue());
    }

    @Test
    void everyMessageOfAnOperationBelongsToItsChannel() {
        assertThat(document.path("operations").values())
                .allSatisfy(operation -> assertThat(operation.path("messages").values())
                        .isNotEmpty()
                        .allSatisfy(message -> assertThat(message.path("$ref").asString())
                                .startsWith(operation.at("/channel/$ref").asString() + "/messages/")));
    }

    private boolean leadsSomewhere(String reference) {
        return reference.startsWith("#/")
                ? !document.at(reference.substring(1)).isMissingNode()
                : Schemas.all().containsKey("https://textmill.io/schemas/v1/" + reference)
                        && Schemas.class.getResource(reference) != null;
    }

    private static void collect(JsonNode node, List<String> references) {
        if (node.path("$ref").isString()) {
            references.add(node.path("$ref").asString());
        }
        node.values().forEach(child -> collect(child, references));
    }
}
