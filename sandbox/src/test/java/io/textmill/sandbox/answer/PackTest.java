package io.textmill.sandbox.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Several texts in one prompt. */
class PackTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TEMPLATE = "{\"answers\":[{\"index\":1,\"echo\":\"the first five words of text 1\","
            + "\"label\":\"positive|negative\",\"score\":-1..1,\"aspects\":{\"price\":\"label\"}}]}";
    private static final String SYSTEM = "Judge 3 texts.\n" + TEMPLATE + "\nThe texts stand after #0badcafe.";
    private static final String TEXTS = """
        #0badcafe 1
        The price is great.
        #1 2
        Really!
        #0badcafe 2
        The food was awful, I hate it.
        #0badcafe 3
        这家店很好\
        """;

    @Test
    void readsEachTextAndItsOptions() {
        var pack = (Question.Pack) PromptReader.read(SYSTEM, "<text-12345678>\n" + TEXTS + "\n</text-12345678>");

        assertThat(pack.each())
                .extracting(Question.Sentiment::text)
                .containsExactly("The price is great.\n#1 2\nReally!", "The food was awful, I hate it.", "这家店很好");
        assertThat(pack.each().getFirst().labels()).containsExactly("positive", "negative");
        assertThat(pack.each().getFirst().aspects()).containsExactly("price");
    }

    @Test
    void judgesEachAsIfItWereAskedAlone() {
        Model.Reply reply =
                new Model(1, 0, false).answer(null, "Each text after #0badcafe, JSON only " + TEMPLATE + ":\n" + TEXTS);

        JsonNode answers = JSON.readTree(reply.text()).path("answers");
        assertThat(reply.text()).isEqualTo(reply.truth());
        assertThat(answers.valueStream().map(entry -> entry.path("index").asInt()))
                .containsExactly(1, 2, 3);
        assertThat(answers.valueStream().map(entry -> entry.path("echo").asString()))
                .containsExactly("The price is great. #1", "The food was awful, I", "这家店很好");
        assertThat(answers.valueStream().map(entry -> entry.path("label").asString()))
                .containsExactly("positive", "negative", "positive");
    }

    @Test
    void losesCountAboutAsOftenAsToldInJsonToo() {
        List<Model.Reply> replies = IntStream.range(0, 1_000)
                .mapToObj(seed -> Model.ofJson(seed, 0.3, false).answer(SYSTEM, TEXTS))
                .toList();

        assertThat(replies)
                .allSatisfy(reply -> assertThat(
                                JSON.readTree(reply.text()).path("answers").isArray())
                        .isTrue());
        assertThat(replies.stream()
                        .filter(reply -> !reply.text().equals(reply.truth()))
                        .count())
                .isBetween(240L, 360L);
    }

    @Test
    void neverPutsAJudgementUnderTheNumberAndTheEchoOfAnotherTextAlone() {
        for (int seed = 0; seed < 1_000; seed++) {
            Model.Reply reply = Model.ofJson(seed, 1, false).answer(SYSTEM, TEXTS);
            JsonNode truth = JSON.readTree(reply.truth()).path("answers");
            List<JsonNode> said =
                    JSON.readTree(reply.text()).path("answers").valueStream().toList();
            for (JsonNode right : truth) {
                List<JsonNode> same = said.stream()
                        .filter(entry -> entry.path("index").equals(right.path("index"))
                                && entry.path("echo").equals(right.path("echo")))
                        .toList();
                assertThat(same.isEmpty() || same.contains(right))
                        .as(reply.text())
                        .isTrue();
            }
        }
    }
}
