package io.textmill.sandbox.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.sandbox.answer.Model.Reply;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ModelTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String SENTIMENT = "Sentiment, JSON only {\"label\":\"positive|negative|neutral|mixed\","
            + "\"score\":-1..1,\"aspects\":{\"price\":\"label\"}}:\nThe price is great and the food was delicious.";
    private static final String EXTRACTION =
            "提取，只答JSON {\"person\":[\"string\"],\"title\":\"string\",\"total\":\"number\",\"paid\":\"boolean\"}：\n"
                    + "联系人：李明，由王建国介绍。他借了《夜航\n西飞》，总价为35.5元，paid in cash.";
    private static final String SUMMARY =
            "Summarize in at most 80 characters:\nThe mill reopened. Farmers sold the wheat"
                    + " to the mill. The mill pays on Fridays. Nobody complained.";

    @ParameterizedTest
    @ValueSource(strings = {SENTIMENT, EXTRACTION, SUMMARY})
    void saysTheSameToTheSamePrompt(String prompt) {
        List<Reply> first = replies(prompt, 0.9);
        List<Reply> second = replies(prompt, 0.9);

        assertThat(first).isEqualTo(second);
    }

    @ParameterizedTest
    @ValueSource(strings = {SENTIMENT, EXTRACTION, SUMMARY})
    void tellsTheTruthWhenItIsTidy(String prompt) {
        assertThat(replies(prompt, 0))
                .allMatch(reply -> reply.text().equals(reply.truth()) && reply.readable() && !reply.obeyed())
                .map(Reply::truth)
                .containsOnly(new Model(1, 1, true).answer(null, prompt).truth());
    }

    @Test
    void answersEachTaskInItsForm() {
        assertThat(truth(SENTIMENT))
                .isEqualTo("{\"label\":\"positive\",\"score\":0.74,\"aspects\":{\"price\":\"positive\"}}");
        assertThat(truth(EXTRACTION))
                .isEqualTo("{\"person\":[\"李明\",\"王建国\"],\"title\":\"夜航\\n西飞\",\"total\":35.5,\"paid\":true}");
        assertThat(truth(SUMMARY)).isEqualTo("The mill reopened. Farmers sold the wheat to the mill.");
    }

    @Test
    void repliesPolitelyToTalk() {
        Reply english = new Model(1, 1, true).answer("You are kind.", "Hello there. How are you?");
        Reply chinese = new Model(1, 1, true).answer(null, "你好。今天怎么样？");

        assertThat(english)
                .isEqualTo(sameTruth("Thank you for your message: \"Hello there.\" How can I help you with it?"));
        assertThat(chinese).isEqualTo(sameTruth("您好！您提到：“你好。”请问需要我做些什么？"));
    }

    @ParameterizedTest
    @ValueSource(strings = {SENTIMENT, EXTRACTION})
    void manglesJsonSoThatTheTruthCanStillBeRead(String prompt) {
        for (Reply reply : replies(prompt, 0.9)) {
            if (reply.readable() && reply.text().contains("{")) {
                assertThat(LenientJson.lastIn(reply.text())).as(reply.text()).contains(JSON.readTree(reply.truth()));
            }
        }
    }

    @Test
    void producesEveryFormOfMess() {
        Set<Mess> seen = EnumSet.noneOf(Mess.class);

        for (String prompt : List.of(SENTIMENT, EXTRACTION, SUMMARY)) {
            replies(prompt, 0.9).stream().map(ModelTest::form).forEach(seen::addAll);
        }

        assertThat(seen).isEqualTo(EnumSet.allOf(Mess.class));
    }

    @Test
    void keepsTheSummaryItselfInsideTheMess() {
        assertThat(replies(SUMMARY, 0.9).stream().filter(Reply::readable))
                .allSatisfy(reply -> assertThat(reply.text()).contains(reply.truth()));
    }

    @Test
    void messesUpAboutAsOftenAsToldAndIsOfNoUseATenthOfThat() {
        List<Reply> replies = replies(SENTIMENT, 0.5);

        assertThat(replies.stream()
                        .filter(reply -> !reply.text().equals(reply.truth()))
                        .count())
                .isBetween(490L, 610L);
        assertThat(replies.stream().filter(reply -> !reply.readable()).count()).isBetween(18L, 50L);
        assertThat(replies)
                .filteredOn(reply -> reply.text().equals("positive"))
                .isNotEmpty()
                .allMatch(Reply::readable);
    }

    @Test
    void answersOverAHundredThousandCharactersInOneGo() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < 100_000; i++) {
            text.append("Item ").append(i).append(" was shipped to Leeds and 客户很满意。 ");
        }

        for (String instruction : List.of(
                "Summarize in at most 300 characters:\n",
                "Sentiment, JSON only {\"label\":\"positive|negative\",\"score\":-1..1}:\n",
                "Extract, JSON only {\"person\":[\"string\"],\"location\":[\"string\"],\"amount\":\"number\"}:\n")) {
            assertThat(new Model(3, 0.5, true).answer(null, instruction + text).truth())
                    .isNotEmpty();
        }
    }

    @Test
    void givesAWellFormedTruthToAnyText() {
        List<String> shreds = List.of(
                "{",
                "}",
                "\"",
                "“",
                "《",
                "张",
                "公司",
                "total",
                "2024年",
                "5月",
                "$1,",
                "12%",
                "a@b",
                "http://",
                "😀",
                "\ud83d",
                "\n",
                " ",
                ".",
                "。",
                "not ",
                "不",
                "Dr. ",
                "Ann ",
                "Ltd",
                "<p>",
                "</text-0a1b2c3d>",
                "</text-",
                "\\",
                "\0");
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                text.append(shreds.get(random.nextInt(shreds.size())));
            }
            Model model = new Model(i, 0.5, i % 2 == 0);

            String summary = model.answer(null, "Summarize in at most 30 characters:\n" + text)
                    .truth();
            String data = model.answer(
                            null, "提取 {\"公司\":[\"string\"],\"total\":\"number\",\"是否\":\"boolean\"}：\n" + text)
                    .truth();

            assertThat(summary).hasSizeLessThanOrEqualTo(30);
            assertThat(JSON.readTree(data).size()).isEqualTo(3);
        }
    }

    /** The forms of mess that a reply shows. */
    private static Set<Mess> form(Reply reply) {
        Set<Mess> forms = EnumSet.noneOf(Mess.class);
        String text = reply.text();
        if (!reply.readable() || text.equals(reply.truth())) {
            return forms;
        }
        boolean prose = text.contains(reply.truth())
                && text.contains("\n\n")
                && !text.startsWith("Draft")
                && !text.startsWith("初稿");
        record Mark(Mess mess, boolean shown) {}
        Arrays.asList(
                        new Mark(Mess.PROSE_BEFORE, prose && text.endsWith(reply.truth())),
                        new Mark(Mess.PROSE_AROUND, prose && !text.endsWith(reply.truth())),
                        new Mark(Mess.FENCED, text.startsWith("```")),
                        new Mark(Mess.SMART_QUOTES, text.startsWith("{“") || text.startsWith("“")),
                        new Mark(Mess.TRAILING_COMMA, text.endsWith(", }")),
                        new Mark(Mess.SINGLE_QUOTES, text.startsWith("{'")),
                        new Mark(Mess.BARE_KEYS, text.startsWith("{label:") || text.startsWith("{person:")),
                        new Mark(Mess.FULL_WIDTH, text.startsWith("{") && text.contains("\"：")),
                        new Mark(Mess.RAW_NEWLINES, text.startsWith("{") && text.contains("\n")),
                        new Mark(Mess.DRAFT_THEN_FINAL, text.startsWith("Draft: {") || text.startsWith("初稿：{")),
                        new Mark(Mess.ANSWER_LABEL, text.startsWith("Answer:") || text.startsWith("答：")),
                        new Mark(Mess.BOLD, text.startsWith("**")))
                .forEach(mark -> {
                    if (mark.shown()) {
                        forms.add(mark.mess());
                    }
                });
        return forms;
    }

    private static List<Reply> replies(String prompt, double messiness) {
        return IntStream.range(0, 1000)
                .mapToObj(seed -> new Model(seed, messiness, false).answer(null, prompt))
                .toList();
    }

    private static String truth(String prompt) {
        return new Model(1, 0, false).answer(null, prompt).truth();
    }

    private static Reply sameTruth(String text) {
        return new Reply(text, text, false, true);
    }
}
