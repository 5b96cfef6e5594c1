package io.textmill.worker.text;

import java.text.BreakIterator;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;

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
    /** Between two letters of a script without spaces, where words end unseen; between two emoji. */
    static final byte CHARACTER = 4;
    /** Inside a word: only where it is larger than the room. */
    static final byte GRAPHEME = 5;
    /** Inside a cluster: only where that is larger than the room. */
    static final byte CODE_POINT = 6;

    private static final byte NOWHERE = Byte.MAX_VALUE;

    private final String text;
    private final Marks marks;
    private final BitSet clusters;
    private final byte[] rank;

    private Cuts(String text) {
        this.text = text;
        marks = new Marks(text);
        clusters = clusters(text);
        rank = new byte[text.length() + 1];
        Arrays.fill(rank, NOWHERE);
        for (int i = 0; i < text.length(); ) {
            i = markFrom(i);
        }
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

    /** How nice a cut at that place is: 0 is the nicest; above {@link #CHARACTER} there is none. */
    byte rank(int at) {
        return rank[at];
    }

    /** How nice a cut at that place is where something too large must be cut: letters and digits stay together longest. */
    byte rankInside(int at) {
        boolean between =
                Character.isLetterOrDigit(text.codePointBefore(at)) && Character.isLetterOrDigit(text.codePointAt(at));
        return between ? GRAPHEME : CHARACTER;
    }

    boolean isCluster(int at) {
        return clusters.get(at);
    }

    /** Whether that place is between the halves of a surrogate pair. */
    boolean isInPair(int at) {
        return Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
    }

    private void mark(int at, byte newRank) {
        if (newRank < rank[at] && clusters.get(at)) {
            rank[at] = newRank;
        }
    }

    /** Marks what the character there says, and returns the place of the next one. */
    private int markFrom(int i) {
        int codePoint = text.codePointAt(i);
        if (codePoint < 0x80 && Character.isLetterOrDigit(codePoint)) {
            int end = Urls.end(text, i);
            markBetween(i, codePoint);
            return Math.max(end, i + 1);
        }
        if (Scripts.isSpace(codePoint)) {
            return markSpace(i);
        }
        markBetween(i, codePoint);
        int next = i + Character.charCount(codePoint);
        if (Marks.isAnyStop(codePoint)) {
            return markStops(i, next);
        }
        boolean isMarker = codePoint == '、' && Lines.isMarkerBefore(text, next);
        if (Marks.isClauseMark(codePoint) && !isMarker) {
            markClause(next);
        } else if (Marks.isSpacedClauseMark(codePoint) && (isSpace(next) || isBesideHan(i, next))) {
            markClause(next);
        } else if (codePoint == '—' && !(next < text.length() && text.charAt(next) == '—')) {
            markClause(next);
        } else if (codePoint == '|' && isSpace(next)) {
            markClause(next);
        }
        return next;
    }

    private boolean isSpace(int at) {
        return at < text.length() && Scripts.isSpace(text.codePointAt(at));
    }

    private boolean isBesideHan(int i, int next) {
        return (i > 0 && Scripts.isHan(text.codePointBefore(i))) || isHan(next);
    }

    private boolean isHan(int at) {
        return at < text.length() && Scripts.isHan(text.codePointAt(at));
    }

    private void markClause(int afterMark) {
        mark(afterSpace(marks.afterClosing(afterMark)), CLAUSE);
    }

    private int afterSpace(int from) {
        int at = from;
        while (at < text.length() && Scripts.isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Marks the end of what may be a sentence: stops in a row, quotes and brackets that close, white space. */
    private int markStops(int first, int second) {
        int end = second;
        boolean ends = Marks.isStop(text.charAt(first));
        while (end < text.length() && Marks.isAnyStop(text.charAt(end))) {
            ends |= Marks.isStop(text.charAt(end++));
        }
        int closed = marks.afterClosing(end);
        int next = afterSpace(closed);
        mark(next, ends ? SENTENCE : rankOfSpacedStops(first, end, closed, next));
        return end;
    }

    private byte rankOfSpacedStops(int first, int end, int closed, int next) {
        int last = text.codePointBefore(end);
        boolean isSpaced = next > closed || next == text.length();
        if (last == '…' || (end - first > 1 && last == '.')) {
            boolean beginsAnew = next == text.length() || Character.isUpperCase(text.codePointAt(next));
            return isSpaced && beginsAnew ? SENTENCE : isSpaced || last == '…' || isHan(next) ? CLAUSE : NOWHERE;
        }
        if (last == '!' || last == '?') {
            return isSpaced || isBesideHan(first, closed) ? SENTENCE : NOWHERE;
        }
        if (isBesideHan(first, closed)) {
            boolean isNumbered = first > 0 && Character.isDigit(text.codePointBefore(first));
            return !isNumbered
                    ? SENTENCE
                    : Lines.isMarkerBefore(text, end) || (!isSpaced && !isHan(next)) ? NOWHERE : CLAUSE;
        }
        if (!isSpaced || (next < text.length() && Character.isLowerCase(text.codePointAt(next)))) {
            return NOWHERE;
        }
        return switch (Abbreviations.at(text, first, next)) {
            case ENDS -> Lines.isMarkerBefore(text, end) ? NOWHERE : SENTENCE;
            case MAY_END -> CLAUSE;
            case GOES_ON -> NOWHERE;
        };
    }

    /** Marks the end of the white space that begins there, and returns it. */
    private int markSpace(int from) {
        int end = from;
        int lines = 0;
        boolean isWide = false;
        boolean isNoBreak = true;
        while (end < text.length() && Scripts.isSpace(text.charAt(end))) {
            char c = text.charAt(end++);
            boolean isCarriageReturn = c == '\r' && !(end < text.length() && text.charAt(end) == '\n');
            lines += c == '\f' || c == '\u2029' ? 2 : c == '\n' || c == '\u2028' || isCarriageReturn ? 1 : 0;
            isWide |= c == '\t' || c == '\u3000';
            isNoBreak &= Scripts.isNoBreakSpace(c);
        }
        if (lines > 0) {
            byte ofLine = Lines.goesOn(text, from, end) ? WORD : SENTENCE;
            mark(end, lines > 1 ? PARAGRAPH : ofLine);
        } else if (!Lines.isMarkerBefore(text, from)) {
            mark(end, isWide ? CLAUSE : isNoBreak ? CHARACTER : WORD);
        }
        return end;
    }

    /** Marks the place before a character that is no space, by what it is and what stands before it. */
    private void markBetween(int i, int after) {
        if (i == 0) {
            return;
        }
        int before = text.codePointBefore(i);
        if ((before < 0x80 && after < 0x80) || Marks.holdsWhatFollows(before) || Marks.holdsToWhatStandsBefore(after)) {
            return;
        }
        boolean unspacedBefore = Scripts.isUnspaced(before);
        boolean unspacedAfter = Scripts.isUnspaced(after);
        if (unspacedAfter && Marks.endsAWord(before)) {
            mark(i, WORD);
        } else if ((unspacedBefore && unspacedAfter)
                || Scripts.isEmoji(before)
                || Scripts.isEmoji(after)
                || before == 0x200B) {
            mark(i, CHARACTER);
        } else if (unspacedBefore && (Character.isLetterOrDigit(after) || Marks.isOpening(after))) {
            mark(i, WORD);
        } else if (unspacedAfter && (Character.isLetter(before) || Marks.isClosing(before))) {
            mark(i, WORD);
        }
    }
}
