package io.textmill.worker.text;

import java.util.BitSet;

/** Punctuation, by what it says about the place after it. */
final class Marks {
    /** End a sentence wherever they stand: Chinese, Arabic, Devanagari, Armenian, Ethiopic, Khmer, Burmese. */
    private static final String STOPS = "。！？｡⁇⁈⁉؟۔।॥։።៕။";

    /** End a sentence before a space. */
    private static final String SPACED_STOPS = ".!?．";

    private static final String CLAUSE_MARKS = "，、；：،؛︰﹐﹔";
    private static final String SPACED_CLAUSE_MARKS = ",;:";
    private static final String OPENING = "“‘「『（《〈【〔〖〘〚［｛〝([{«‹‚„¿¡";
    private static final String CLOSING = "”’」』）》〉】〕〗〙〛］｝〞〟)]}»›";

    /** In front of what they belong to: currencies, and the vowels that Thai and Lao write before their consonant. */
    private static final String LEADING = "$¥￥€£#＃@＠เแโใไເແໂໃໄ";

    /** Behind what they belong to. */
    private static final String TRAILING = "々〻ー・％%‰℃°ぁぃぅぇぉっゃゅょァィゥェォッャュョๆຯໆ";

    /** Particles of Chinese and Japanese, behind which a word is nearly always over. */
    private static final String PARTICLES = "的了吗呢吧们を";

    private final String text;
    private final BitSet closingQuotes;

    Marks(String text) {
        this.text = text;
        this.closingQuotes = closingQuotes(text);
    }

    /** Straight quotes look alike: of those in a line, every second one closes. */
    private static BitSet closingQuotes(String text) {
        BitSet closing = new BitSet();
        boolean open = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '＂') {
                closing.set(i, open);
                open = !open;
            } else if (c == '\n') {
                open = false;
            }
        }
        return closing;
    }

    static boolean isStop(int c) {
        return STOPS.indexOf(c) >= 0;
    }

    static boolean isSpacedStop(int c) {
        return SPACED_STOPS.indexOf(c) >= 0;
    }

    static boolean isAnyStop(int c) {
        return isSpacedStop(c) || isStop(c) || c == '…';
    }

    static boolean isClauseMark(int c) {
        return CLAUSE_MARKS.indexOf(c) >= 0;
    }

    static boolean isSpacedClauseMark(int c) {
        return SPACED_CLAUSE_MARKS.indexOf(c) >= 0;
    }

    static boolean isOpening(int c) {
        return OPENING.indexOf(c) >= 0;
    }

    static boolean endsAWord(int c) {
        return PARTICLES.indexOf(c) >= 0;
    }

    static boolean isClosing(int c) {
        return CLOSING.indexOf(c) >= 0;
    }

    /** Whether nothing should be cut off behind it. */
    static boolean holdsWhatFollows(int c) {
        return isOpening(c) || LEADING.indexOf(c) >= 0;
    }

    /** Whether it should not be cut off from what stands before it. */
    static boolean holdsToWhatStandsBefore(int c) {
        return isClosing(c) || TRAILING.indexOf(c) >= 0 || isAnyStop(c) || isClauseMark(c);
    }

    /** The first place from there on that is behind all closing quotes and brackets. */
    int afterClosing(int from) {
        int at = from;
        while (at < text.length()) {
            // French sets its quotes apart.
            int quote = at + 1 < text.length() && Scripts.isSpace(text.charAt(at)) && text.charAt(at + 1) == '»'
                    ? at + 1
                    : at;
            if (!closes(quote)) {
                return at;
            }
            at = quote + 1;
        }
        return at;
    }

    private boolean closes(int at) {
        char c = text.charAt(at);
        return switch (c) {
            case '"', '＂' -> closingQuotes.get(at);
            // Some languages open with what others close with: then a word follows.
            case '“', '»', '«', '\'' -> !isOfWord(at + 1);
            default -> isClosing(c);
        };
    }

    private boolean isOfWord(int at) {
        return at < text.length() && Character.isLetterOrDigit(text.codePointAt(at));
    }
}
