package io.textmill.schemas;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
                .flatMap(task -> Stream.of("jobs", "jobs.{lane}", "results", "dead-letters", "retry.{tier}", "journal")
                        .map(kind -> "nlp." + task + "." + kind))
                .collect(Collectors.toCollection(TreeSet::new));
        topics.add("nlp.calls");
        topics.add("nlp.groups");
        topics.add("nlp.budget");

        List<String> addresses = document.path("channels").values().stream()
                .map(channel -> channel.path("address").asString())
                .toList();

        assertThat(addresses).containsExactlyInAnyOrderElementsOf(topics);
    }

    @Test
    void receivesJobsSendsEverythingElseAndDoesBothWithItsOwn() {
        Map<String, Set<String>> actions = document.path("operations").values().stream()
                .collect(groupingBy(
                        operation -> operation.at("/channel/$ref").asString().replace("#/channels/", ""),
                        mapping(operation -> operation.path("action").asString(), toSet())));

        assertThat(actions.keySet())
                .containsExactlyInAnyOrderElementsOf(document.path("channels").propertyNames());
        assertThat(actions).allSatisfy((channel, found) -> {
            boolean own = channel.endsWith("Retries")
                    || channel.endsWith("Journal")
                    || Set.of("groups", "budget").contains(channel);
            Set<String> expected =
                    own ? Set.of("send", "receive") : Set.of(channel.endsWith("Jobs") ? "receive" : "send");
            assertThat(found).isEqualTo(expected);
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
