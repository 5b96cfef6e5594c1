package io.textmill.sandbox.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class SentimentJudgeTest {

    private static final List<String> USUAL = List.of("positive", "negative", "neutral", "mixed");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The room was clean and the staff were friendly.|positive",
                "The zip broke after a week and I want a refund.|negative",
                "The parcel weighs two kilograms.|neutral",
                "It is not good.|negative",
                "It isn't bad at all.|positive",
                "I love the screen, but the battery is terrible.|mixed",
                "房间很干净，服务员也热情。|positive",
                "快递太慢了，包装还破了，非常失望。|negative",
                "本店周一至周五营业。|neutral",
                "质量不好。|negative",
                "不贵，性价比高。|positive",
                "屏幕很漂亮，但是电池太差了。|mixed",
                "👍👍|positive",
                "😡|negative",
            })
    void judgesAText(String text, String label) {
        ObjectNode answer = SentimentJudge.judge(new Question.Sentiment(text, false, USUAL, List.of()));

        assertThat(answer.get("label").stringValue()).isEqualTo(label);
        assertThat(answer.get("score").doubleValue()).isBetween(-1.0, 1.0);
    }

    @Test
    void weighsWhatFollowsAButMore() {
        double ends = score("The food was cold but the view was beautiful.");
        double begins = score("The view was beautiful but the food was cold.");

        assertThat(ends).isGreaterThan(begins);
        assertThat(score("菜凉了，但是风景漂亮。")).isGreaterThan(score("风景漂亮，但是菜凉了。"));
    }

    @Test
    void weighsDegrees() {
        assertThat(score("very good")).isGreaterThan(score("good"));
        assertThat(score("slightly slow")).isGreaterThan(score("slow"));
        assertThat(score("非常好吃")).isGreaterThan(score("有点好吃"));
    }

    @Test
    void judgesEachAspectByTheClausesThatMentionIt() {
        String text = "The price was a bargain, but the service was rude. As for delivery, it came late.";

        assertThat(aspects(text, "price", "service", "delivery", "parking"))
                .isEqualTo(Map.of("price", "positive", "service", "negative", "delivery", "negative"));
        assertThat(aspects("价格很实惠，客服态度差。", "价格", "客服", "物流")).isEqualTo(Map.of("价格", "positive", "客服", "negative"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Terrible, it crashed twice.|好评,差评,中立|差评",
                "服务很周到，满意。|满意,不满意|满意",
                "I am furious about this.|happy,angry,calm|angry",
                "Please treat this as urgent, the server failed.|urgent,normal,low|urgent",
                "Perfect, I love it.|1,2,3,4,5|5",
                "Awful, a scam.|5 stars,4 stars,3 stars,2 stars,1 star|1 star",
                "Great sound. Poor battery. Great case. Poor strap.|positive,negative,neutral|neutral",
            })
    void choosesAmongOtherLabels(String text, String labels, String label) {
        Labels known = new Labels(List.of(labels.split(",", -1)));

        assertThat(known.choose(OpinionReader.read(text), text)).isEqualTo(label);
    }

    private static double score(String text) {
        return OpinionReader.read(text).score();
    }

    private static Map<String, String> aspects(String text, String... aspects) {
        ObjectNode answer = SentimentJudge.judge(new Question.Sentiment(text, false, USUAL, List.of(aspects)));
        return answer.get("aspects").properties().stream()
                .collect(java.util.stream.Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().stringValue()));
    }
}
