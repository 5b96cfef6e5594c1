package io.textmill.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.ExtractionOptions;
import io.textmill.contract.ExtractionOptions.Field;
import io.textmill.contract.JobResult;
import io.textmill.contract.SentimentOptions;
import io.textmill.worker.text.Grounding;
import io.textmill.worker.text.Part;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What models really write: read right or refused, never read wrong. */
class MalformedAnswersTest {
    private static final String REFUSED = "refused";

    /** One answer, and what it says: {@code label score}, {@code person/founded}, or refused. */
    record Case(String answer, String reading) {
        @Override
        public String toString() {
            return answer.replace("\n", "\\n") + " -> " + reading;
        }
    }

    private static Case of(String answer, String reading) {
        return new Case(answer, reading);
    }

    static List<Case> sentiments() {
        String right = "positive 0.8";
        return List.of(
                of("{\"label\":\"positive\",\"score\":0.8}", right),
                of("\n\n{\"label\":\"positive\",\"score\":0.8}\n", right),
                of("```json\n{\"label\":\"positive\",\"score\":0.8}\n```", right),
                of("```json\n{\"label\":\"positive\",\"score\":0.8}", right),
                of("Sure! Here it is: {\"label\":\"positive\",\"score\":0.8} Hope it helps :)", right),
                of("好的，结果如下：\n{\"label\":\"positive\",\"score\":0.8}\n希望对您有帮助。", right),
                of("{\"label\":\"positive\",\"score\":0.8,}", right),
                of("{'label':'positive','score':0.8}", right),
                of("{label:\"positive\",score:0.8}", right),
                of("{label: positive, score: 0.8}", right),
                of("{“label”：“positive”，“score”：0.8}", right),
                of("｛\"label\"：\"positive\"，\"score\"：0.8｝", right),
                of("{‘label’: ‘positive’, ‘score’: 0.8}", right),
                of("{\"label\":\"positive\",\"score\":\"0.8\"}", right),
                of("{\"label\":\"Positive\",\"score\":+0.8}", right),
                of("{\"label\":\"ＰＯＳＩＴＩＶＥ\",\"score\":\"０.８\"}", right),
                of("{\"label\":\"正面\",\"score\":0.8}", right),
                of("{\"Label\":\"POSITIVE\",\"SCORE\":.8}", right),
                of("{\n\t\"label\" : \"positive\" ,\n\t\"score\" : 0.8\n}", right),
                of("[{\"label\":\"positive\",\"score\":0.8}]", right),
                of("{\"result\":{\"label\":\"positive\",\"score\":0.8}}", right),
                of("<pre>{\"label\":\"positive\",\"score\":0.8}</pre>", right),
                of(
                        "First {\"label\":\"negative\",\"score\":-0.2} but on reflection"
                                + " {\"label\":\"positive\",\"score\":0.8}",
                        REFUSED),
                of("{\"label\":\"positive\",\"score\":0.8}\n{\"label\":\"positive\",\"score\":0.8}", right),
                of("{\"label\":\"positive\",\"score\":0.8,\"why\":\"he said \\\"great\\\"\"}", right),
                of("{\"label\":\"positive\",\"score\":0.8,\"why\":\"he said \"great\" twice\"}", right),
                of("{\"label\":\"positive\",\"score\":0.8,\"why\":\"two\nlines\"}", right),
                of("As in [1] and {x}: {\"label\":\"positive\",\"score\":0.8}", right),
                of("positive", "positive 0.5"),
                of("**Positive**.", "positive 0.5"),
                of("Label: \"negative\".", "negative -0.5"),
                of("Label: \"negative\"", REFUSED),
                of("The sentiment is negative.", "negative -0.5"),
                of("情感：中性。", "neutral 0.0"),
                of("```\nmixed\n```", "mixed 0.0"),
                of("", REFUSED),
                of("   ", REFUSED),
                of("not positive", REFUSED),
                of("positive or negative", REFUSED),
                of("positive|negative|neutral|mixed", REFUSED),
                of("posit", REFUSED),
                of("Sorry, I can't judge this.", REFUSED),
                of("抱歉，我无法判断。", REFUSED),
                of("It is rather good.", REFUSED),
                of("{\"label\":\"positive|negative|neutral|mixed\",\"score\":-1..1}", REFUSED),
                of("{\"label\":\"great\",\"score\":0.8}", REFUSED),
                of("{\"label\":\"positive\",\"score\":8}", REFUSED),
                of("{\"label\":\"positive\",\"score\":-0.8}", REFUSED),
                of("{\"label\":\"positive\",\"score\":\"high\"}", REFUSED),
                of("{\"label\":\"positive\",\"label\":\"negative\",\"score\":0}", REFUSED),
                of("{\"label\":\"positive\",\"score\":0.", REFUSED),
                of("{\"label\":\"positive\",\"score\":0.8", REFUSED),
                of("{\"label\":\"positive\",\"score\":0.8]", REFUSED),
                of("{\"a\":{\"label\":\"positive\",\"score\":0.8}", REFUSED),
                of("[{\"label\":\"positive\",\"score\":0.8}", REFUSED),
                of("[{\"label\":\"positive\",\"score\":0.8},{\"label\":\"negative\",\"score\":-0.8}]", REFUSED),
                of("{\"label\":\"positive\",\"score\":0.8}{\"label\":\"negative\",\"score\":-0.8}", REFUSED),
                of("{\"label\":\"positive\",\"score\":0.8} I mean {\"label\":\"nega", REFUSED),
                of("{\"label\":\"positive\",\"score\":0.8} or {\"label\":\"negative\" \"score\":-0.8}", REFUSED),
                of("{\"label\":\"positive\",\"score\":0.8 // sure\n}", right),
                of("{\\\"label\\\":\\\"positive\\\",\\\"score\\\":0.8}", right),
                of("[".repeat(5000) + "]".repeat(5000), REFUSED),
                of("{\"a\":".repeat(5000), REFUSED),
                of("The text says {\"label\":\"negative\",\"score\":-1}", REFUSED));
    }

    static List<Case> extractions() {
        String right = "[\"Li Wei\"]/\"1999-05-01\"";
        return List.of(
                of("{\"person\":[\"Li Wei\"],\"founded\":\"1 May 1999\"}", right),
                of("{\"person\":\"Li Wei\",\"founded\":[\"1 May 1999\"]}", right),
                of("{'person': ['Li Wei'], 'founded': '1 May 1999'}", right),
                of("{person:[“Li Wei”], founded:“1 May 1999”}", right),
                of("{\"person\":[{\"value\":\"Li Wei\"}],\"founded\":\"1 May 1999\"}", right),
                of("{\"person\":[\"Li Wei\",],\"founded\":\"1 May 1999\",\"extra\":1}", right),
                of(
                        "Template: {\"person\":[\"string\"],\"founded\":\"date\"}\n"
                                + "Answer: {\"person\":[\"Li Wei\"],\"founded\":\"1 May 1999\"}",
                        right),
                of(
                        "{\"person\":[\"Li Wei\"],\"founded\":\"1 May 1999\"}\n"
                                + "(e.g. {\"person\":[\"string\"],\"founded\":\"date\"})",
                        right),
                of("{\"person\":['O'Neil'],\"founded\":None}", "[\"O'Neil\"]/null"),
                of("{\"person\":[\"the \"old\" man\"]}", "[\"the \\\"old\\\" man\"]/null"),
                of("{\"person\":[],\"founded\":null}", "[]/null"),
                of("{}", "[]/null"),
                of("{\"person\":[\"Li Wei\"],\"founded\":\"1 May 1999\"", REFUSED),
                of("{\"person\":[\"Li Wei\",\"Zh", REFUSED),
                of("{\"person\":[\"Li Wei\"", REFUSED),
                of("{\"person\":[\"Li Wei\" \"Zhang\"],\"founded\":null}", REFUSED),
                of("{\"person\":[\"a \"b\", \"c\" d\"],\"founded\":null}", REFUSED),
                of("{\"person\":\"Li\n{\"person\":\"Wei\"}}", REFUSED),
                of("{\"person\":[\"string\"],\"founded\":\"date\"}", REFUSED),
                of("{\"person\":[\"Li Wei\"]}\n{\"person\":[\"Zhang\"]}", REFUSED),
                of("[\"Li Wei\"]", REFUSED),
                of("{\"name\":\"Li Wei\"}", REFUSED),
                of("{\"person\":[[\"Li Wei\"]],\"founded\":null}", REFUSED),
                of("| person | Li Wei |\n| founded | 1 May 1999 |", REFUSED),
                of("Li Wei, 1 May 1999", REFUSED),
                of("", REFUSED));
    }

    private static String sentiment(String answer) {
        var reader = new SentimentAnswer(new Labels(SentimentOptions.DEFAULT_LABELS), List.of());
        return switch (reader.read(answer, "A text with {\"label\":\"negative\",\"score\":-1} in it.")) {
            case Reading.Right<JobResult.Sentiment>(JobResult.Sentiment right) -> right.label() + " " + right.score();
            case Reading.Refused<JobResult.Sentiment> _ -> REFUSED;
        };
    }

    private static String extraction(String answer) {
        List<Field> fields = List.of(
                new Field("person", ExtractionOptions.Type.STRING, null, List.of(), true, false),
                new Field("founded", ExtractionOptions.Type.DATE, null, List.of(), false, false));
        String source = "Li Wei, O'Neil and the \"old\" man founded it on 1 May 1999.";
        var reader = new ExtractionAnswer(fields, source, new Grounding(source));
        return switch (reader.read(answer, new Part(0, 0, source.length()))) {
            case Reading.Refused<List<Found>> _ -> REFUSED;
            case Reading.Right<List<Found>>(List<Found> found) -> {
                var step = (Step.Finished) new Gathering(fields).finish(List.of(found));
                var values = ((Step.Findings) step.product()).extraction().fields();
                yield values.get("person") + "/" + values.get("founded");
            }
        };
    }

    @ParameterizedTest
    @MethodSource("sentiments")
    void aJudgementIsReadRightOrRefused(Case expected) {
        assertThat(sentiment(expected.answer())).isEqualTo(expected.reading());
    }

    @ParameterizedTest
    @MethodSource("extractions")
    void anExtractionIsReadRightOrRefused(Case expected) {
        assertThat(extraction(expected.answer())).isEqualTo(expected.reading());
    }

    @Test
    void aQuestionBackIsARefusal() {
        assertThat(SpokenAnswer.isRefusal("What would you like to talk about today?", "A text."))
                .isTrue();
        assertThat(SpokenAnswer.isRefusal("请问您想了解什么？", "一段文字。")).isTrue();
        assertThat(SpokenAnswer.isRefusal("What can you do? The text names three things.", "A text."))
                .isFalse();
    }

    @Test
    void anAnswerCutOffAnywhereIsRefused() {
        String answer =
                "{\"person\":[\"Li Wei\",\"O'Neil\"],\"founded\":\"1 May 1999\",\"more\":{\"founded\":\"2001\"}}";
        for (int length = 0; length < answer.length(); length++) {
            assertThat(extraction(answer.substring(0, length)))
                    .as("at " + length)
                    .isEqualTo(REFUSED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ", "\"", "'", "{", "}", "[", "{}", "[\"", "`", "a\u0301", "\u0301", "{\"a\":\"", "{\"a\":1}", "\\",
                        "\\\"", "*", ":", "\n",
                "\n \n", "#", "//", "/*", "<", "<a ", "<b>", "</b>", "<think>", "</think>", "<text-", "|", "|-", "-",
                        ".", "&", "&quot;", "…",
                "1", "a\n", "}{", "\",\"", "** "
            })
    void anEndlessAnswerIsRefusedInLinearTime(String piece) {
        String answer = piece.repeat(1_000_000 / piece.length());
        assertThat(sentiment(answer)).isEqualTo(REFUSED);
        assertThat(extraction(answer + "x")).isEqualTo(REFUSED);
        assertThat(sentiment("{\"label\":\"" + answer)).isEqualTo(REFUSED);
        assertThat(sentiment("{\"label\":" + answer)).isEqualTo(REFUSED);
        assertThat(SummaryText.read("```" + answer + "x", "", false)).isInstanceOf(Reading.Refused.class);
        assertThat(SummaryText.read("It rained.\n\n" + answer + "x", "", false)).isInstanceOf(Reading.Refused.class);
    }

    @Test
    void aNumberOfABillionDigitsIsNone() {
        assertThat(sentiment("{\"label\":\"positive\",\"score\":1e-999999999}")).isEqualTo(REFUSED);
        assertThat(extraction("{\"person\":[1e999999999],\"founded\":null}")).isEqualTo("[\"1e999999999\"]/null");
    }
}
