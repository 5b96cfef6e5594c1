package io.textmill.worker.text;

import java.util.function.IntPredicate;

/** Finds a string in a text in linear time, however repetitive the two are (Knuth, Morris and Pratt). */
final class Occurrences {
    private Occurrences() {}

    /**
     * Tells every place where the string begins, overlapping ones too, in order, until told enough.
     *
     * @param found answers whether to stop
     */
    static void find(String wanted, String text, int from, int to, IntPredicate found) {
        int length = wanted.length();
        if (length == 0) {
            return;
        }
        int[] fallback = fallback(wanted);
        int matched = 0;
        for (int i = from; i < to; i++) {
            while (matched > 0 && wanted.charAt(matched) != text.charAt(i)) {
                matched = fallback[matched];
            }
            matched += wanted.charAt(matched) == text.charAt(i) ? 1 : 0;
            if (matched == length) {
                if (found.test(i - length + 1)) {
                    return;
                }
                matched = fallback[matched];
            }
        }
    }

    /** For each number of matched characters, how many still match when the last start is given up. */
    private static int[] fallback(String wanted) {
        int[] fallback = new int[wanted.length() + 1];
        int matched = 0;
        for (int i = 1; i < wanted.length(); i++) {
            while (matched > 0 && wanted.charAt(matched) != wanted.charAt(i)) {
                matched = fallback[matched];
            }
            matched += wanted.charAt(matched) == wanted.charAt(i) ? 1 : 0;
            fallback[i + 1] = matched;
        }
        return fallback;
    }
}
