package io.textmill.worker.text;

import java.text.BreakIterator;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.Set;

/**
 * The places where a text may be cut, each with how nice a cut there is.
 *
 * <p>No place lies inside a grapheme cluster, except {@link #CODE_POINT}. White space belongs to what stands before it.
 */
final class Cuts {
    static final byte PARAGRAPH = 0;
    static final byte SENTENCE = 1;
    static final byte CLAUSE = 2;
    static final byte WORD = 3;
    static final byte GRAPHEME = 4;
    static final byte CODE_POINT = 5;
    private static final byte NOWHERE = Byte.MAX_VALUE;

    private static final String CLAUSE_MARKS = "，、；：";
    private static final String CLOSING = "”’」』）》】)\"'";
    private static final Set<String> ABBREVIATIONS = Set.of(
            "dr", "mr", "mrs", "ms", "prof", "st", "no", "vs", "e.g", "i.e", "cf", "fig", "al", "inc", "ltd", "co",
            "corp", "jr", "sr", "gen", "rep", "sen", "gov", "approx", "dept", "est", "p", "pp", "vol", "jan", "feb",
            "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec");

    private final String text;
    private final BitSet clusters;
    private final byte[] rank;

    private Cuts(String text) {
        this.text = text;
        clusters = clusters(text);
        rank = new byte[text.length() + 1];
        Arrays.fill(rank, NOWHERE);
        markSentences();
        markCharacters();
        rank[0] = PARAGRAPH;
        rank[text.length()] = PARAGRAPH;
    }

    /** The cuts of a text. */
    static Cuts of(String text) {
        return new Cuts(text);
    }

    /** Every place between two grapheme clusters, both ends included. */
    static BitSet clusters(String text) {
        BitSet boundaries = new BitSet(text.length() + 1);
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        for (int at = characters.first(); at != BreakIterator.DONE; at = characters.next()) {
            boundaries.set(at);
        }
        boundaries.set(0);
        boundaries.set(text.length());
        return boundaries;
    }

    /** How nice a cut at that place is: 0 is the nicest; above {@link #WORD} there is none. */
    byte rank(int at) {
        return rank[at];
    }

    boolean isCluster(int at) {
        return clusters.get(at);
    }

    private void mark(int at, byte newRank) {
        if (newRank < rank[at] && clusters.get(at)) {
            rank[at] = newRank;
        }
    }

    private void markSentences() {
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        sentences.setText(text);
        for (int at = sentences.first(); at != BreakIterator.DONE; at = sentences.next()) {
            mark(at, endsInAbbreviation(at) ? WORD : SENTENCE);
        }
    }

    private boolean endsInAbbreviation(int at) {
        int dot = at;
        while (dot > 0 && Scripts.isSpace(text.charAt(dot - 1))) {
            dot--;
        }
        if (dot == 0 || text.charAt(dot - 1) != '.') {
            return false;
        }
        int start = dot - 1;
        while (start > 0 && dot - start < 8 && isOfAbbreviation(text.charAt(start - 1))) {
            start--;
        }
        String word = text.substring(start, dot - 1).toLowerCase(Locale.ROOT);
        boolean initial = word.length() == 1 && Scripts.isLatin(word.charAt(0));
        return initial || ABBREVIATIONS.contains(word);
    }

    private static boolean isOfAbbreviation(char c) {
        return c == '.' || Scripts.isLatin(c);
    }

    private void markCharacters() {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (CLAUSE_MARKS.indexOf(c) >= 0) {
                mark(afterClosing(i + 1), CLAUSE);
            } else if ((c == '…' || c == '—') && (i + 1 == length || text.charAt(i + 1) != c)) {
                mark(afterClosing(i + 1), CLAUSE);
            } else if (",;:.!?".indexOf(c) >= 0) {
                markAsciiPunctuation(i, c);
            } else if (Scripts.isSpace(c)) {
                i = markSpace(i) - 1;
            } else if (i > 0 && Scripts.isLatin(c) != Scripts.isLatin(text.charAt(i - 1))) {
                markScriptChange(i);
            }
        }
    }

    private int afterClosing(int at) {
        int end = at;
        while (end < text.length() && CLOSING.indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        while (end < text.length() && text.charAt(end) != '\n' && Scripts.isSpace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private void markAsciiPunctuation(int i, char c) {
        int before = i == 0 ? 0 : text.codePointBefore(i);
        int after = i + 1 == text.length() ? 0 : text.codePointAt(i + 1);
        boolean besideHan = Scripts.isHan(before) || Scripts.isHan(after);
        boolean stop = c == '.' || c == '!' || c == '?';
        if (besideHan) {
            mark(afterClosing(i + 1), stop && !Character.isDigit(before) ? SENTENCE : CLAUSE);
        } else if (!stop && after != 0 && Scripts.isSpace(after)) {
            mark(afterClosing(i + 1), CLAUSE);
        }
    }

    /** Marks the end of the white space that begins there, and returns it. */
    private int markSpace(int from) {
        int end = from;
        int lines = 0;
        while (end < text.length() && Scripts.isSpace(text.charAt(end))) {
            char c = text.charAt(end);
            boolean newLine = c == '\n' || (c == '\r' && (end + 1 == text.length() || text.charAt(end + 1) != '\n'));
            lines += newLine ? 1 : 0;
            end++;
        }
        mark(end, lines == 0 ? WORD : lines == 1 ? SENTENCE : PARAGRAPH);
        return end;
    }

    private void markScriptChange(int i) {
        if (Scripts.isHan(text.codePointBefore(i)) || Scripts.isHan(text.codePointAt(i))) {
            mark(i, WORD);
        }
    }
}
