package io.textmill.worker.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikenessTest {
    private static final String ENGLISH =
            "Gross margin slipped to 38 percent because freight costs doubled, but the order book is full until June.";
    private static final String CHINESE = "公司发布三季度财报：营业收入十八亿元，同比增长百分之六，主要来自海外市场的订单。";

    @ParameterizedTest
    @CsvSource({
        "The order book is full though margin slipped.",
        "Freight costs hurt profitability.",
        "Margin down.",
        "毛利率下降，但订单已排到六月。"
    })
    void findsASummaryAboutItsText(String summary) {
        assertThat(Likeness.isAbout(summary, ENGLISH)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "The weather has been lovely this week.",
        "What would you like to talk about today?",
        "Please send me the document first."
    })
    void findsSmallTalkAboutNothing(String talk) {
        assertThat(Likeness.isAbout(talk, ENGLISH)).isFalse();
    }

    @Test
    void comparesChineseByPairsOfCharacters() {
        assertThat(Likeness.isAbout("三季度收入增长，海外订单是主因。", CHINESE)).isTrue();
        assertThat(Likeness.isAbout("今天天气真不错，请问您想聊些什么？", CHINESE)).isFalse();
    }
}
