package io.textmill.worker.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each text shows with bars where cuts of a rank, or nicer ones, are to be. */
class CutsTest {
    private static String marked(String text, int worst) {
        Cuts cuts = Cuts.of(text);
        StringBuilder marked = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (i > 0 && cuts.rank(i) <= worst) {
                marked.append('|');
            }
            marked.append(text.charAt(i));
        }
        return marked.toString();
    }

    private static void assertMarked(String wanted, int worst) {
        assertThat(marked(wanted.replace("|", ""), worst)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "He met Dr. Smith and Mrs. Jones. |Then he left.",
                "Use a tool, e.g. Make, i.e. a builder. |It costs 3.14 euros. |Or 1,000.50.",
                "See No. 5 and Fig. 3, pp. 12-14. |No. |Then I went.",
                "J. R. R. Tolkien wrote it. |C. S. Lewis read it.",
                "The U.S. Army and Acme Inc. were there at 5 p.m. sharp. |All of them.",
                "Wait... what? |Yes! |\"Is it?\" |(It is.) |So be it.",
                "He stopped... |Then he went on.",
                "Yahoo! |Is it v1.2.3 or file.txt? |Neither",
                "Hr. Müller kam am 3. Oktober, d.h. z. B. bzw. Nr. 7 auf S. 12. |Dann ging er.",
                "„Das ist gut.“ |Er sagte: »Nein.« |Ende.",
                "M. Dupont et Mme. Curie, c.-à-d. eux. |« C'est vrai ! » |Oui.",
            })
    void endSentencesAtStopsButNotAtAbbreviationsAndNumbers(String text) {
        assertMarked(text, Cuts.SENTENCE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "他说：“今天去看海吧。”|然后大家出发了。|",
                "“真的吗？”|她问。|“真的！”|他答。|",
                "（见第三章。）|接着讲。|",
                "「行くよ。」|と言った。|",
                "他说：\"好。\"|然后走了。|\"不好！\"|她说。|",
                "结果表明.|差异显著(P<0.05).|含量为3.5%.|",
                "怎么会这样？！……|他不说话了。|",
                "共3.14万元。|约1,000人。|",
            })
    void keepsClosingQuotesAndBracketsWithTheirSentence(String text) {
        String wanted = text.endsWith("|") ? text.substring(0, text.length() - 1) : text;

        assertMarked(wanted, Cuts.SENTENCE);
    }

    @Test
    void doesNotPartAnOpeningQuoteFromItsWords() {
        assertMarked("他说，|\"你好\"，|我说：|“你好”。", Cuts.CLAUSE);
    }

    @Test
    void endsSentencesOfOtherScripts() {
        assertMarked("هل هذا صحيح؟ |نعم، صحيح. |انتهى", Cuts.SENTENCE);
        assertMarked("هل هذا، |صحيح؟ |نعم؛ |انتهى", Cuts.CLAUSE);
        assertMarked("यह सच है। |हाँ॥ |ठीक", Cuts.SENTENCE);
        assertMarked("שלום עולם. |מה שלומך? |טוב", Cuts.SENTENCE);
    }

    @Test
    void keepsTheMarkOfAnItemWithItsItem() {
        assertMarked("- one two\n|- three\n|1. Four five\n|2) six\n|(a) seven\n|• eight", Cuts.SENTENCE);
        assertMarked("- one |two\n|1. Four |five\n|# Head |line", Cuts.WORD);
        assertMarked("一、甲方，|乙方。\n|二、丙方", Cuts.CLAUSE);
        assertMarked("1.引言\n|2.方法", Cuts.CLAUSE);
    }

    @Test
    void cutsTablesBetweenRowsThenBetweenCells() {
        String table = "/ a b / c /\n#/ d / e f /\n".replace('/', '|');

        Cuts cuts = Cuts.of(table.replace("#", ""));

        assertThat(cuts.rank(table.indexOf('#'))).isEqualTo(Cuts.SENTENCE);
        assertThat(cuts.rank(table.indexOf('c'))).isEqualTo(Cuts.CLAUSE);
        assertThat(cuts.rank(table.indexOf('b'))).isEqualTo(Cuts.WORD);
        assertMarked("x y\t|z\t|1\n|u\t|v", Cuts.CLAUSE);
    }

    @Test
    void cutsCodeBetweenBlocksThenBetweenLines() {
        assertMarked("int f() {\n  return a.b;\n}\n\n|int g() {", Cuts.PARAGRAPH);
        assertMarked("int f() {\n  |return a?b:c.d();\n|}\n\n|int g() {", Cuts.SENTENCE);
    }

    @Test
    void takesALineThatGoesOnForNoEnd() {
        assertMarked("a line that\ngoes on. |New line\n|Another one\r\n\r\n|End", Cuts.SENTENCE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "See |http://a.example/b?c=d,e;f&g=(h) |now",
                "See |https://a.example/?Q=1!x. |Now",
                "见|https://a.example/a-b/c?d=e|这里",
                "（www.a.example/b,c）|和|mailto:x.y@z.example?s=Hi",
            })
    void cutsInNoAddress(String text) {
        assertMarked(text, Cuts.WORD);
    }

    @Test
    void cutsChineseBetweenCharactersButNotBeforeMarksOrInNumbers() {
        assertMarked("共|3.5万|元|（约|5%），|好|极|了。", Cuts.CHARACTER);
        assertMarked("实|验|的|结|果|见|Fig|中", Cuts.CHARACTER);
        assertMarked("实验的|结果", Cuts.WORD);
    }

    @Test
    void keepsEmojiAndCombiningMarksWhole() {
        assertMarked("👩‍👩‍👧‍👦|👍🏽|🇨🇳|🇫🇷|❤️|x", Cuts.CHARACTER);
        assertMarked("e\u0301o\u0302\u0323 |निमस्ते", Cuts.CHARACTER);
        assertMarked("เ\u0e01็|บ|ไป", Cuts.CHARACTER);
    }

    @Test
    void cutsRightToLeftTextBetweenWords() {
        assertMarked("مرحبا |بالعالم |3.5 |כן", Cuts.WORD);
    }

    @Test
    void cutsAtANoBreakSpaceOnlyWhereThatSavesAPart() {
        assertMarked("10\u00a0km |on", Cuts.WORD);
        assertMarked("10\u00a0|km |on", Cuts.CHARACTER);
    }
}
