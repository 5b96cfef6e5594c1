package io.textmill.worker.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitterTest {
    static List<TextUnit> units() {
        return List.of(TextUnit.UTF16, TextUnit.UTF8, TextUnit.CODE_POINTS);
    }

    private static List<String> own(String text, List<Part> parts) {
        return parts.stream().map(part -> part.own().of(text)).toList();
    }

    private static List<String> split(String text, int room) {
        return own(text, Splitter.split(text, TextUnit.UTF16, room));
    }

    /** Checks all that a split promises, for any text. */
    private static void check(String text, TextUnit unit, int room, List<Part> parts) {
        String said = " (room " + room + " " + unit + ")";
        assertThat(String.join("", own(text, parts))).as("joined" + said).isEqualTo(text);
        BitSet clusters = Cuts.clusters(text);
        for (Part part : parts) {
            assertThat(part.start()).as("own stretch" + said).isLessThan(part.end());
            assertThat(part.contextStart()).isLessThanOrEqualTo(part.start());
            assertThat(unit.of(part.shown().of(text))).as("shown" + said).isLessThanOrEqualTo(room);
            if (!clusters.get(part.end())) {
                int from = clusters.previousSetBit(part.end());
                int to = clusters.nextSetBit(part.end());
                assertThat(unit.of(text.substring(from, to)))
                        .as("only a cluster larger than the room is cut" + said)
                        .isGreaterThan(room * 3 / 4);
            }
            assertThat(Character.isHighSurrogate(text.charAt(part.end() - 1))
                            && part.end() < text.length()
                            && Character.isLowSurrogate(text.charAt(part.end())))
                    .as("a surrogate pair is cut" + said)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("units")
    void holdsItsPromisesForRandomUnicode(TextUnit unit) {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String text = RandomTexts.of(random, random.nextInt(1, 3000));
            int room = random.nextInt(Splitter.SMALLEST_ROOM, 600);
            check(text, unit, room, Splitter.split(text, unit, room));
            check(text, unit, room, Splitter.splitWithOverlap(text, unit, room));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "字", "👩‍👩‍👧‍👦", "\u0301", "\ud83d", "🇨🇳", " ", "\n", "。"})
    void holdsItsPromisesForAHundredThousandCharactersWithoutAWord(String piece) {
        String text = piece.repeat(100_000 / piece.length());
        check(text, TextUnit.UTF8, 512, Splitter.split(text, TextUnit.UTF8, 512));
        check(text, TextUnit.UTF16, 432, Splitter.splitWithOverlap(text, TextUnit.UTF16, 432));
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
    void usesAsFewPartsAsTheAllowedCutsPermit() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String text = RandomTexts.of(random, 400);
            int room = random.nextInt(Splitter.SMALLEST_ROOM, 120);
            Candidates candidates = Candidates.of(Cuts.of(text), TextUnit.UTF8.before(text), room);
            int[] fewest = new int[candidates.count()];
            for (int to = 1; to < fewest.length; to++) {
                fewest[to] = Integer.MAX_VALUE;
                for (int from = 0; from < to; from++) {
                    if (candidates.size(from, to) <= room) {
                        fewest[to] = Math.min(fewest[to], fewest[from] + 1);
                    }
                }
            }
            assertThat(Splitter.split(text, TextUnit.UTF8, room))
                    .as("seed " + seed)
                    .hasSize(fewest[fewest.length - 1]);
        }
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
    void refusesARoomThatHoldsNextToNothing() {
        assertThatThrownBy(() -> split("a text of 21 characters", 15)).hasMessageContaining("room 15 is below 16");
    }
}
