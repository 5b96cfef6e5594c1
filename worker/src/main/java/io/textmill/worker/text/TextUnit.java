package io.textmill.worker.text;

import java.util.function.IntUnaryOperator;

/** What a text's size is counted in. */
public interface TextUnit {
    /** UTF-16 code units, as {@link String#length()} counts. */
    TextUnit UTF16 = new CodePointUnit("UTF16", Character::charCount);

    /** Unicode code points. */
    TextUnit CODE_POINTS = new CodePointUnit("CODE_POINTS", _ -> 1);

    /** Bytes of UTF-8. An unpaired surrogate counts as the three bytes of its replacement character. */
    TextUnit UTF8 = new CodePointUnit("UTF8", Utf8::bytes);

    /** The size of a text. */
    int of(String text);

    /** Whether a text is at most that large. */
    default boolean fits(String text, int room) {
        return of(text) <= room;
    }

    /** For every place of a text, from 0 to its length, the size of what stands before it. */
    int[] before(String text);

    /**
     * Whether the size between two places is the difference of the sizes before them; otherwise it is about that, and a
     * stretch is to be measured once it is cut out.
     */
    boolean isAdditive();

    /**
     * A unit in which every code point has a size of its own.
     *
     * @param name what tests and messages call it
     * @param size of one code point
     */
    record CodePointUnit(String name, IntUnaryOperator size) implements TextUnit {
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
        public int[] before(String text) {
            int[] before = new int[text.length() + 1];
            int sum = 0;
            for (int i = 0; i < text.length(); ) {
                int codePoint = text.codePointAt(i);
                int next = i + Character.charCount(codePoint);
                // Between the halves of a pair nothing is cut.
                before[next - 1] = sum;
                sum += size.applyAsInt(codePoint);
                before[next] = sum;
                i = next;
            }
            return before;
        }

        @Override
        public boolean isAdditive() {
            return true;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
