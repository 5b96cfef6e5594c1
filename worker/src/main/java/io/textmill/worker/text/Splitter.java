package io.textmill.worker.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a text into parts that fit a room.
 *
 * <ul>
 *   <li>The own stretches of the parts, joined, are the text, character for character.
 *   <li>What is shown of every part is at most as large as the room, in its unit.
 *   <li>No grapheme cluster is cut, unless a single one is larger than the room; then between code points.
 *   <li>There are as few parts as cuts between words allow (finer ones count only where a word is too large); at that
 *       number the cuts are the nicest: paragraph, sentence, clause, word.
 *   <li>Time and memory grow in line with the text.
 * </ul>
 */
public final class Splitter {
    /** Below this a part would hold next to nothing. */
    public static final int SMALLEST_ROOM = 16;

    /** How much of the room the repeated end of the part before may take. */
    private static final int OVERLAP_SHARE = 4;

    /** One cut inside a word is worse than several between sentences. */
    private static final int[] COST = {0, 1, 4, 16, 64, 256};

    private Splitter() {}

    /** Splits without overlap. */
    public static List<Part> split(String text, TextUnit unit, int room) {
        return split(text, unit, room, false);
    }

    /**
     * Splits so that every part also shows the sentence before it, or its end where it is longer than a quarter of the
     * room: what stands across a cut is then whole in one of the two.
     */
    public static List<Part> splitWithOverlap(String text, TextUnit unit, int room) {
        return split(text, unit, room, true);
    }

    /** The longest beginning that fits, cut at the end of a sentence; else of a clause, a word, a cluster. */
    public static String head(String text, TextUnit unit, int room) {
        if (unit.of(text) <= room) {
            return text;
        }
        Candidates candidates = Candidates.of(text, unit, Math.max(room, 1));
        for (byte worst = Cuts.SENTENCE; worst <= Cuts.CODE_POINT; worst++) {
            int best = candidates.last(worst, room);
            if (best > 0 && !text.substring(0, best).isBlank()) {
                return text.substring(0, best);
            }
        }
        return "";
    }

    private static List<Part> split(String text, TextUnit unit, int room, boolean overlap) {
        if (unit.of(text) <= room) {
            return List.of(new Part(0, 0, text.length()));
        }
        if (room < SMALLEST_ROOM) {
            throw new IllegalArgumentException("room " + room + " is below " + SMALLEST_ROOM);
        }
        int maxOverlap = overlap ? room / OVERLAP_SHARE : 0;
        Candidates candidates = Candidates.of(text, unit, room - maxOverlap);
        int[] context = candidates.context(maxOverlap);
        int[] cuts = Packing.fewestThenNicest(candidates, context, room, COST);
        List<Part> parts = new ArrayList<>();
        for (int i = 1; i < cuts.length; i++) {
            int from = cuts[i - 1];
            parts.add(new Part(candidates.at(context[from]), candidates.at(from), candidates.at(cuts[i])));
        }
        return parts;
    }
}
