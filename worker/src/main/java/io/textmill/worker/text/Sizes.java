package io.textmill.worker.text;

/** How the sizes of texts are found. */
sealed interface Sizes permits CodePointSizes, TokenSizes {
    /** The size of a text. */
    int of(String text);

    /** Whether a text is at most that large. */
    boolean fits(String text, int room);

    /** For every place of a text, from 0 to its length, the size of what stands before it. */
    int[] before(String text);
}
