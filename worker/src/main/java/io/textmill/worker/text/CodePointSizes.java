package io.textmill.worker.text;

import java.util.function.IntUnaryOperator;

/**
 * Every code point has a size of its own.
 *
 * @param size of one code point
 */
record CodePointSizes(IntUnaryOperator size) implements Sizes {
    @Override
    public int of(String text) {
        int sum = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            sum += size.applyAsInt(codePoint);
            i += Character.charCount(codePoint);
        }
        return sum;
    }

    @Override
    public boolean fits(String text, int room) {
        return of(text) <= room;
    }

    @Override
    public int[] before(String text) {
        int[] before = new int[text.length() + 1];
        int sum = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            int next = i + Character.charCount(codePoint);
            // Between the halves of a pair, where nothing is cut.
            before[next - 1] = sum;
            sum += size.applyAsInt(codePoint);
            before[next] = sum;
            i = next;
        }
        return before;
    }
}
