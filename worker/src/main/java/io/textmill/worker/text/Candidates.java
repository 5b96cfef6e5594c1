package io.textmill.worker.text;

import java.util.Arrays;

/**
 * The places where a text may be cut for a room, in order, its two ends included: every cut between words, and finer ones
 * where two of those lie further apart than the room.
 */
final class Candidates {
    private int count;
    private int[] at = new int[64];
    private int[] sizeBefore = new int[64];
    private byte[] rank = new byte[64];

    private Candidates() {}

    static Candidates of(String text, TextUnit unit, int room) {
        Cuts cuts = Cuts.of(text);
        Candidates candidates = new Candidates();
        candidates.add(0, 0, Cuts.PARAGRAPH);
        int size = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            size += unit.of(codePoint);
            i += Character.charCount(codePoint);
            if (cuts.rank(i) <= Cuts.WORD) {
                candidates.fill(text, unit, room, cuts, i, size);
                candidates.add(i, size, cuts.rank(i));
            }
        }
        return candidates;
    }

    /** Adds the finer places between the last one and that end, if they are too far apart. */
    private void fill(String text, TextUnit unit, int room, Cuts cuts, int end, int sizeAtEnd) {
        int size = sizeBefore[count - 1];
        if (sizeAtEnd - size <= room) {
            return;
        }
        int i = at[count - 1];
        while (i < end) {
            int next = i + 1;
            while (!cuts.isCluster(next)) {
                next++;
            }
            int after = size + unit.of(text.substring(i, next));
            if (after - size > room) {
                fillCluster(text, unit, i, next, size);
            }
            if (next < end) {
                add(next, after, Cuts.GRAPHEME);
            }
            size = after;
            i = next;
        }
    }

    private void fillCluster(String text, TextUnit unit, int start, int end, int sizeAtStart) {
        int size = sizeAtStart;
        for (int i = start; i < end; ) {
            int codePoint = text.codePointAt(i);
            size += unit.of(codePoint);
            i += Character.charCount(codePoint);
            if (i < end) {
                add(i, size, Cuts.CODE_POINT);
            }
        }
    }

    private void add(int place, int size, byte placeRank) {
        if (count == at.length) {
            at = Arrays.copyOf(at, count * 2);
            sizeBefore = Arrays.copyOf(sizeBefore, count * 2);
            rank = Arrays.copyOf(rank, count * 2);
        }
        at[count] = place;
        sizeBefore[count] = size;
        rank[count++] = placeRank;
    }

    int count() {
        return count;
    }

    int at(int candidate) {
        return at[candidate];
    }

    byte rank(int candidate) {
        return rank[candidate];
    }

    /** The size of the text between two candidates. */
    int size(int from, int to) {
        return sizeBefore[to] - sizeBefore[from];
    }

    /** The last place of at most that rank before which the text fits the room; 0 when there is none. */
    int last(byte worst, int room) {
        int found = 0;
        for (int i = 1; i < count && sizeBefore[i] <= room; i++) {
            found = rank[i] <= worst ? at[i] : found;
        }
        return found;
    }

    /**
     * For every candidate, the one from which a part that starts there shows the text: the start of the sentence before
     * it, or later where that sentence is larger than the overlap. Never falls from one candidate to the next.
     */
    int[] context(int maxOverlap) {
        int[] context = new int[count];
        int sentence = 0;
        int nearest = 0;
        for (int i = 1; i < count; i++) {
            while (size(nearest, i) > maxOverlap) {
                nearest++;
            }
            context[i] = Math.max(sentence, nearest);
            sentence = rank[i] <= Cuts.SENTENCE ? i : sentence;
        }
        return context;
    }
}
