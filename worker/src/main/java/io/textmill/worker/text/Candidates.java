package io.textmill.worker.text;

import java.util.Arrays;

/**
 * The places where a text may be cut for a room, in order, its two ends included: every cut between words, or letters of
 * scripts without spaces, and finer ones where two of those lie further apart than the room.
 */
final class Candidates {
    private final Cuts cuts;
    private final int[] sizeBefore;
    private final int room;
    private int count;
    private int[] at = new int[64];
    private byte[] rank = new byte[64];

    private Candidates(Cuts cuts, int[] sizeBefore, int room) {
        this.cuts = cuts;
        this.sizeBefore = sizeBefore;
        this.room = room;
        int length = sizeBefore.length - 1;
        add(0, Cuts.PARAGRAPH);
        for (int i = 1; i <= length; i++) {
            if (cuts.rank(i) <= Cuts.CHARACTER) {
                fill(i);
                add(i, cuts.rank(i));
            }
        }
    }

    /**
     * Those of a text.
     *
     * @param sizeBefore for every place of the text, the size of what stands before it
     */
    static Candidates of(Cuts cuts, int[] sizeBefore, int room) {
        return new Candidates(cuts, sizeBefore, room);
    }

    /** Adds the finer places between the last one and that end, if they are too far apart. */
    private void fill(int end) {
        int start = at[count - 1];
        if (sizeBefore[end] - sizeBefore[start] <= room) {
            return;
        }
        for (int i = start; i < end; ) {
            int next = i + 1;
            while (!cuts.isCluster(next)) {
                next++;
            }
            if (sizeBefore[next] - sizeBefore[i] > room) {
                fillCluster(i, next);
            }
            if (next < end) {
                add(next, cuts.rankInside(next));
            }
            i = next;
        }
    }

    private void fillCluster(int start, int end) {
        for (int i = start + 1; i < end; i++) {
            if (!cuts.isInPair(i)) {
                add(i, Cuts.CODE_POINT);
            }
        }
    }

    private void add(int place, byte placeRank) {
        if (count == at.length) {
            at = Arrays.copyOf(at, count * 2);
            rank = Arrays.copyOf(rank, count * 2);
        }
        at[count] = place;
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
        return sizeBefore[at[to]] - sizeBefore[at[from]];
    }

    /** The last place of at most that rank before which the text fits the room; 0 when there is none. */
    int last(byte worst) {
        int found = 0;
        for (int i = 1; i < count && sizeBefore[at[i]] <= room; i++) {
            found = rank[i] <= worst ? at[i] : found;
        }
        return found;
    }

    /**
     * For every candidate, the one from which a part that starts there shows the text: the start of the sentence before
     * it, or later where that sentence is larger than the overlap, or what follows at once is too large beside it. Never
     * falls from one candidate to the next.
     */
    int[] context(int maxOverlap) {
        int[] context = new int[count];
        int sentence = 0;
        int nearest = 0;
        for (int i = 1; i < count; i++) {
            int next = Math.min(i + 1, count - 1);
            while (nearest < i && (size(nearest, i) > maxOverlap || size(nearest, next) > room)) {
                nearest++;
            }
            context[i] = Math.max(sentence, nearest);
            sentence = rank[i] <= Cuts.SENTENCE ? i : sentence;
        }
        return context;
    }
}
