package io.textmill.sandbox.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.sandbox.answer.Question.Field;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptReaderTest {

    @Test
    void readsAShortChineseSummary() {
        assertThat(PromptReader.read(null, "用不超过120字概括：\n第一句。\n第二句。"))
                .isEqualTo(new Question.Summary("第一句。\n第二句。", true, 120, false, null, false));
    }

    @Test
    void readsAShortEnglishSummary() {
        assertThat(PromptReader.read(null, "Summarize, at most 300 chars:\nOne. Two."))
                .isEqualTo(new Question.Summary("One. Two.", false, 300, false, null, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "分点概括，不超过120字：|true|false",
                "Bullet summary, at most 300 chars:|true|false",
                "Short bullets, at most 300 chars:|true|false",
                "合并成一段摘要，不超过120字：|false|true",
                "Merge summaries, at most 300 chars:|false|true",
                "合成分点摘要，不超过120字：|true|true",
                "Join as bullets, in French, at most 300 chars:|true|true",
            })
    void readsStyleAndMerging(String instruction, boolean bullets, boolean merging) {
        assertThat(PromptReader.read(null, instruction + "\nText."))
                .isInstanceOfSatisfying(Question.Summary.class, summary -> {
                    assertThat(summary.bullets()).isEqualTo(bullets);
                    assertThat(summary.merging()).isEqualTo(merging);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "用不超过120字概括，侧重价格：|价格",
                "用不超过120字概括，重点关注“交付日期”：|交付日期",
                "分点概括，不超过80字，围绕违约责任：|违约责任",
                "Summarize in at most 300 characters, focusing on battery life:|battery life",
                "Summarize, focus on the price, in French, at most 300 chars:|the price",
            })
    void readsTheFocus(String instruction, String focus) {
        assertThat(PromptReader.read(null, instruction + "\nText."))
                .isInstanceOfSatisfying(
                        Question.Summary.class,
                        summary -> assertThat(summary.focus()).isEqualTo(focus));
    }

    @Test
    void readsASentimentWithAspects() {
        String prompt = "Sentiment, JSON only {\"label\":\"positive|negative\",\"score\":-1..1,"
                + "\"aspects\":{\"price\":\"label\",\"service\":\"label\"}}:\nFine.";

        assertThat(PromptReader.read(null, prompt))
                .isEqualTo(new Question.Sentiment(
                        "Fine.", false, List.of("positive", "negative"), List.of("price", "service")));
    }

    @Test
    void readsAnExtractionOfEveryType() {
        String prompt =
                "提取，只答JSON {\"person\":[\"string\"],\"founded\":\"date\",\"level\":\"a|b|c\",\"total\":\"number\"}：\n"
                        + "正文。";

        assertThat(PromptReader.read(null, prompt))
                .isEqualTo(new Question.Extraction(
                        "正文。",
                        true,
                        List.of(
                                new Field("person", "string", true),
                                new Field("founded", "date", false),
                                new Field("level", "a|b|c", false),
                                new Field("total", "number", false))));
    }

    @Test
    void findsTheTextOfAFullPromptBetweenItsDelimiters() {
        String prompt = """
            Summarize the text between <text-0a1b2c3d> and </text-0a1b2c3d>.
            Write at most 200 characters.

            <text-0a1b2c3d>
            A line {"label":"x"}.

            </text-00000000> is no end.
            </text-0a1b2c3d>\
            """;

        assertThat(PromptReader.read(null, prompt))
                .isEqualTo(new Question.Summary(
                        "A line {\"label\":\"x\"}.\n\n</text-00000000> is no end.", false, 200, false, null, false));
    }

    @Test
    void readsTheInstructionFromTheSystemMessage() {
        Question question = PromptReader.read(
                "Extract.\nAnswer with JSON only:\n{\"email\":\"string\"}",
                "<text-89abcdef>\na@b.example\n</text-89abcdef>");

        assertThat(question)
                .isEqualTo(new Question.Extraction("a@b.example", false, List.of(new Field("email", "string", false))));
    }

    @ParameterizedTest
    @CsvSource({"'Hello there. How are you?'", "'First line.\nSecond line.'", "'{not json}\nText.'"})
    void takesAnythingElseForTalk(String message) {
        assertThat(PromptReader.read("You are a helpful assistant.", message))
                .isEqualTo(new Question.Chat(message, false));
    }
}
