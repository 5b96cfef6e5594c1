package io.textmill.worker.text;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A text as it is compared: NFKC (which also makes full-width characters narrow), runs of white space as one space, none
 * beside Han characters or at the ends; with the place that each character comes from.
 *
 * @param text the folded text
 * @param origin for each of its characters, where the grapheme cluster it comes from begins in the source
 */
record Folded(String text, int[] origin) {
    /** Longer clusters are kept as they are: ordering many combining marks takes more than linear time. */
    private static final int LONGEST_CLUSTER = 64;

    static Folded of(String source, BitSet clusters) {
        StringBuilder folded = new StringBuilder(source.length());
        int[] origin = new int[source.length() + 16];
        int space = -1;
        for (int start = 0; start < source.length(); ) {
            int end = clusters.nextSetBit(start + 1);
            String cluster = source.substring(start, end);
            if (cluster.codePoints().allMatch(Scripts::isSpace)) {
                space = space < 0 ? start : space;
            } else {
                String plain = end - start > LONGEST_CLUSTER
                        ? cluster
                        : Normalizer.normalize(cluster, Normalizer.Form.NFKC).strip();
                origin = room(origin, folded.length() + plain.length() + 1);
                if (space >= 0 && keepsSpace(folded, plain)) {
                    origin[folded.length()] = space;
                    folded.append(' ');
                }
                Arrays.fill(origin, folded.length(), folded.length() + plain.length(), start);
                folded.append(plain);
                space = -1;
            }
            start = end;
        }
        return new Folded(folded.toString(), Arrays.copyOf(origin, folded.length()));
    }

    private static boolean keepsSpace(StringBuilder before, String after) {
        return !before.isEmpty()
                && !after.isEmpty()
                && !Scripts.isHan(before.codePointBefore(before.length()))
                && !Scripts.isHan(after.codePointAt(0));
    }

    private static int[] room(int[] origin, int length) {
        return length <= origin.length ? origin : Arrays.copyOf(origin, Math.max(length, origin.length * 2));
    }

    /** The first folded character that comes from that place of the source or a later one. */
    int firstFrom(int sourceAt) {
        int low = 0;
        int high = origin.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (origin[middle] < sourceAt) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether a cluster of the source begins at that folded character, or the text ends. */
    boolean isClusterStart(int at) {
        return at == 0 || at == origin.length || origin[at] != origin[at - 1];
    }
}
