package io.textmill.sandbox.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummarizerTest {

    private static final String BRIDGE =
            "The old bridge across the river will close in May. Engineers found cracks in two piers of the bridge"
                + " during the winter inspection. Local shops sell ice cream nearby. The council expects the repair of"
                + " the bridge to take nine months and to cost 4.2 million pounds. Dr. Lowe, who led the inspection,"
                + " said the cracks were no danger to walkers. Buses will use the ring road until the repair ends.";

    private static final String WAREHOUSE = "公司决定把华东仓库搬到新园区。新仓库面积是旧仓库的两倍，可以同时停靠十二辆货车。"
            + "员工午餐由食堂提供。搬迁分三批进行，第一批货物在四月发出。仓库负责人说，搬迁期间发货会慢一天左右。客户可以在系统里看到新的发货地址。";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 10, 33, 60, 100, 150, 300, 1000})
    void staysWithinTheLimitInBothLanguagesAndStyles(int limit) {
        for (String text : List.of(BRIDGE, WAREHOUSE, "🙂".repeat(40), "word".repeat(100), BRIDGE + WAREHOUSE)) {
            for (boolean bullets : new boolean[] {true, false}) {
                assertThat(summary(text, limit, bullets, null))
                        .hasSizeLessThanOrEqualTo(limit)
                        .matches(summary -> summary.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF));
            }
        }
    }

    @Test
    void keepsEveryChosenSentenceVerbatim() {
        String summary = summary(BRIDGE, 250, true, null);

        List<String> sentences =
                summary.lines().map(line -> line.substring("- ".length())).toList();
        assertThat(sentences).hasSizeGreaterThan(1).allMatch(BRIDGE::contains).allMatch(line -> line.endsWith("."));
    }

    @Test
    void prefersSentencesAboutWhatTheTextIsAbout() {
        assertThat(summary(BRIDGE, 260, false, null)).contains("bridge").doesNotContain("ice cream");
        assertThat(summary(WAREHOUSE, 60, false, null)).contains("仓库").doesNotContain("午餐");
    }

    @Test
    void dwellsOnTheFocus() {
        assertThat(summary(BRIDGE, 100, false, "buses"))
                .isEqualTo("Buses will use the ring road until the repair ends.");
        assertThat(summary(WAREHOUSE, 30, false, "发货地址")).isEqualTo("客户可以在系统里看到新的发货地址。");
    }

    @Test
    void joinsChineseSentencesWithoutSpacesAndEnglishOnesWithThem() {
        assertThat(summary(WAREHOUSE, 80, false, null)).doesNotContain(" ");
        assertThat(summary(BRIDGE, 300, false, null)).contains(". ");
    }

    @Test
    void mergesPartialSummariesOfAnyPlaceAlike() {
        String parts = "1. The port reopened on Monday.\n2. Ships waited for nine days.\n3. Insurers expect claims.";

        String merged = Summarizer.summarize(new Question.Summary(parts, false, 500, false, null, true));

        assertThat(merged)
                .isEqualTo("The port reopened on Monday. Ships waited for nine days. Insurers expect claims.");
    }

    @Test
    void saysSoWhenThereIsNothingToSummarize() {
        assertThat(summary(" \n", 100, false, null)).isEqualTo("There is nothing to summarize.");
    }

    @Test
    void leavesTagsOutAndAbbreviationsWhole() {
        String page = "<div class=\"a\"><p>Dr. Lowe met Mr. Hale at 3.30 p.m. in Leeds.</p><p>They left.</p></div>";

        assertThat(Sentences.of(page)).isEqualTo(List.of("Dr. Lowe met Mr. Hale at 3.30 p.m. in Leeds.", "They left."));
    }

    @Test
    void cutsChineseSentencesAtTheirEnds() {
        assertThat(Sentences.of("他说：“走吧！”她没动。真的吗？……好。")).isEqualTo(Arrays.asList("他说：“走吧！”", "她没动。", "真的吗？……", "好。"));
    }

    private static String summary(String text, int limit, boolean bullets, @Nullable String focus) {
        return Summarizer.summarize(new Question.Summary(text, Script.mostlyHan(text), limit, bullets, focus, false));
    }
}
