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
 *   <li>There are as few parts as cuts between words allow, or between letters of scripts without spaces (finer ones count
 *       only where a word is too large); at that number the cuts are the nicest: paragraph, sentence, clause, word.
 *   <li>Time and memory grow in line with the text.
 * </ul>
 *
 * <p>In tokens, sizes are about right until a part is cut out and counted: the number of parts is then the fewest but for
 * the few tokens by which the estimate is off.
 */
public final class Splitter {
    /** Below this a part would hold next to nothing. */
    public static final int SMALLEST_ROOM = 16;

    /** How much of the room the repeated end of the part before may take. */
    private static final int OVERLAP_SHARE = 4;

    /** What a prompt may count more around a text than the text has bytes: tokens across its two ends. */
    private static final int SEAMS = 16;

    /** One cut inside a word is worse than several between sentences. */
    private static final int[] COST = {0, 1, 4, 16, 64, 256, 1024};

    private Splitter() {}

    static int cost(byte rank) {
        return COST[rank];
    }

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
        if (unit.fits(text, room)) {
            return text;
        }
        Cuts cuts = Cuts.of(text);
        int[] sizeBefore = unit.before(text);
        for (int aim = Math.max(room, 1); aim > 0; aim--) {
            String head = head(text, Candidates.of(cuts, sizeBefore, aim));
            if (unit.isAdditive() || unit.fits(head, room)) {
                return head;
            }
        }
        return "";
    }

    private static String head(String text, Candidates candidates) {
        for (byte worst = Cuts.SENTENCE; worst <= Cuts.CODE_POINT; worst++) {
            String head = text.substring(0, candidates.last(worst));
            if (!head.isBlank()) {
                return head;
            }
        }
        return "";
    }

    private static List<Part> split(String text, TextUnit unit, int room, boolean overlap) {
        if (unit.fits(text, room)) {
            return List.of(new Part(0, 0, text.length()));
        }
        if (room < SMALLEST_ROOM) {
            throw new IllegalArgumentException("room " + room + " is below " + SMALLEST_ROOM);
        }
        Cuts cuts = Cuts.of(text);
        int[] sizeBefore = unit.before(text);
        if (unit.isAdditive()) {
            return parts(Candidates.of(cuts, sizeBefore, room), room, overlap);
        }
        int aim = room;
        for (int more = 0; aim >= SMALLEST_ROOM; more = 2 * more + 1) {
            List<Part> parts = parts(Candidates.of(cuts, sizeBefore, aim), aim, overlap);
            int excess = excess(text, parts, unit, room);
            if (excess == 0) {
                return parts;
            }
            aim -= excess + more;
        }
        // No token is smaller than a byte.
        int bytes = Math.max(SMALLEST_ROOM, room - SEAMS);
        return parts(Candidates.of(cuts, TextUnit.UTF8.before(text), bytes), bytes, overlap);
    }

    /** By how much the largest part is too large. */
    private static int excess(String text, List<Part> parts, TextUnit unit, int room) {
        return parts.stream()
                .map(part -> part.shown().of(text))
                .filter(shown -> !unit.fits(shown, room))
                .mapToInt(shown -> unit.of(shown) - room)
                .max()
                .orElse(0);
    }

    private static List<Part> parts(Candidates candidates, int room, boolean overlap) {
        int[] context = candidates.context(overlap ? room / OVERLAP_SHARE : 0);
        int[] cuts = Packing.fewestThenNicest(candidates, context, room, COST);
        List<Part> parts = new ArrayList<>();
        for (int i = 1; i < cuts.length; i++) {
            int from = cuts[i - 1];
            parts.add(new Part(candidates.at(context[from]), candidates.at(from), candidates.at(cuts[i])));
        }
        return parts;
    }
}
