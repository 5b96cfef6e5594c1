package io.textmill.worker.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SplitterTest {
    private static List<String> own(String text, List<Part> parts) {
        return parts.stream().map(part -> part.own().of(text)).toList();
    }

    /** The parts with bars between them, and line ends as arrows, so that failures are easily read. */
    private static String shown(String text, int room) {
        return String.join("|", split(text, room)).replace("\n", "↵");
    }

    private static List<String> split(String text, int room) {
        return own(text, Splitter.split(text, TextUnit.UTF16, room));
    }

    @Test
    void leavesATextThatFitsWhole() {
        assertThat(split("Sixteen letters.", 16)).containsExactly("Sixteen letters.");
    }

    @Test
    void cutsBetweenParagraphsRatherThanSentences() {
        assertThat(split("One. Two.\n\nThree. Four. Five.", 22)).containsExactly("One. Two.\n\n", "Three. Four. Five.");
    }

    @Test
    void cutsBetweenSentencesRatherThanClauses() {
        assertThat(split("First, a clause. Second, one more.", 24))
                .containsExactly("First, a clause. ", "Second, one more.");
        assertThat(split("第一句话，有分句。第二句话，也有分句。", 16)).containsExactly("第一句话，有分句。", "第二句话，也有分句。");
    }

    @Test
    void cutsBetweenClausesRatherThanWords() {
        assertThat(split("alpha beta gamma, delta epsilon", 20)).containsExactly("alpha beta gamma, ", "delta epsilon");
    }

    @Test
    void cutsAtAsciiPunctuationBesideHan() {
        assertThat(split("采用常规石蜡切片法进行研究.结果表明花药具有四个药室", 18)).containsExactly("采用常规石蜡切片法进行研究.", "结果表明花药具有四个药室");
    }

    @Test
    void cutsBetweenWordsWhereThatSavesAPart() {
        assertThat(split("one two three. four five six seven. eight nine", 26)).hasSize(2);
    }

    @Test
    void doesNotEndASentenceAtAnAbbreviation() {
        assertThat(split("He met Dr. Smith, then he left.", 20)).containsExactly("He met Dr. Smith, ", "then he left.");
    }

    @Test
    void keepsClosingQuotesWithTheirSentence() {
        assertThat(split("他说：“今天我们去看海吧。”然后大家一起出发了。", 16)).containsExactly("他说：“今天我们去看海吧。”", "然后大家一起出发了。");
    }

    @Test
    void showsTheSentenceBeforeAPartThatOverlaps() {
        String text = "Alpha went home. Bob came. " + "Carol stayed until the evening with Dave and Eve. ".repeat(2);

        List<Part> parts = Splitter.splitWithOverlap(text, TextUnit.UTF16, 64);

        assertThat(parts.stream().map(part -> part.shown().of(text)).collect(Collectors.toList()))
                .hasSizeGreaterThan(1)
                .allSatisfy(shown -> assertThat(shown.length()).isLessThanOrEqualTo(64));
        assertThat(parts.get(1).contextStart()).isLessThan(parts.get(1).start());
    }

    @Test
    void takesTheHeadOfATextAtASentence() {
        assertThat(Splitter.head("One two. Three four. Five six.", TextUnit.UTF16, 25))
                .isEqualTo("One two. Three four. ");
        assertThat(Splitter.head("one two three four", TextUnit.UTF16, 10)).isEqualTo("one two ");
        assertThat(Splitter.head("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", TextUnit.UTF16, 12)).isEqualTo("👩‍👩‍👧‍👦");
    }

    @Test
    void keepsAListsItemsWhole() {
        assertThat(shown("Buy:\n- milk, eggs\n- bread and tea\n- figs", 32))
                .isEqualTo("Buy:↵- milk, eggs↵|- bread and tea↵- figs");
    }

    @Test
    void keepsATablesRowsWhole() {
        assertThat(shown("| a | bb |\n|---|---|\n| c | dd |\n| e | ff |\n", 25))
                .isEqualTo("| a | bb |↵|---|---|↵|| c | dd |↵| e | ff |↵");
    }

    @Test
    void keepsLinesOfCodeWhole() {
        assertThat(shown("x = f(a, b)\nif x > 2:\n    y = 1\nprint(y)\n", 26))
                .isEqualTo("x = f(a, b)↵if x > 2:↵    |y = 1↵print(y)↵");
    }

    @Test
    void keepsAnAddressWholeWhereItFits() {
        String url = "https://example.com/a/b?c=d&e=1,2";

        assertThat(split("Look at the page " + url + ", it says so. 见" + url + "这里", 40))
                .anyMatch(part -> part.startsWith(url))
                .anyMatch(part -> part.endsWith("见") || part.contains("见" + url))
                .filteredOn(part -> part.contains("example"))
                .allMatch(part -> part.contains(url));
    }

    @Test
    void cutsAnAddressThatIsTooLargeAtItsSigns() {
        assertThat(split("https://example.com/first/second/third", 20))
                .containsExactly("https://example.com/", "first/second/third");
    }

    @Test
    void cutsInsideAWordThatIsTooLargeButInNoOther() {
        assertThat(split("ab " + "x".repeat(40) + " cd", 16).stream()
                        .map(String::length)
                        .toList())
                .containsExactly(3 + 13, 16, 14);
        assertThat(split("fifteen letters incomprehensibl", 16)).containsExactly("fifteen letters ", "incomprehensibl");
    }

    @Test
    void cutsChineseBetweenCharactersWhereThatSavesAPart() {
        String clause = "一二三四五六七八九，";

        assertThat(split(clause.repeat(3), 20)).containsExactly(clause + clause, clause);
        assertThat(split(clause.repeat(4), 27)).hasSize(2);
    }

    @Test
    void cutsNoFamilyAndNoMarkOff() {
        String family = "👩‍👩‍👧‍👦";
        String marked = "o\u0302\u0323\u0301";

        assertThat(split(family.repeat(5), 25)).containsExactly(family.repeat(2), family.repeat(2), family);
        assertThat(split(marked.repeat(10), 18)).containsExactly(marked.repeat(4), marked.repeat(4), marked.repeat(2));
    }

    @Test
    void cutsRightToLeftTextBetweenSentences() {
        assertThat(split("هذه جملة أولى. وهذه جملة ثانية، طويلة.", 26))
                .containsExactly("هذه جملة أولى. ", "وهذه جملة ثانية، طويلة.");
    }

    @Test
    void prefersOneCutInAWorsePlaceToAnotherPart() {
        String text = "One two three four five. Six seven eight, nine ten. Eleven twelve.";

        assertThat(shown(text, 36)).isEqualTo("One two three four five. Six seven |eight, nine ten. Eleven twelve.");
        assertThat(shown(text, 41)).isEqualTo("One two three four five. |Six seven eight, nine ten. Eleven twelve.");
    }

    @Test
    void refusesARoomThatHoldsNextToNothing() {
        assertThatThrownBy(() -> split("a text of 21 characters", 15)).hasMessageContaining("room 15 is below 16");
    }
}
