package io.textmill.worker.text;

import java.util.function.UnaryOperator;

/** What a text's size is counted in. */
public final class TextUnit {
    /** UTF-16 code units, as {@link String#length()} counts. */
    public static final TextUnit UTF16 = new TextUnit("UTF-16 units", new CodePointSizes(Character::charCount));

    /** Unicode code points. */
    public static final TextUnit CODE_POINTS = new TextUnit("code points", new CodePointSizes(_ -> 1));

    /** Bytes of UTF-8. An unpaired surrogate counts as the three bytes of its replacement character. */
    public static final TextUnit UTF8 = new TextUnit("bytes", new CodePointSizes(Utf8::bytes));

    private final String name;
    private final Sizes sizes;

    private TextUnit(String name, Sizes sizes) {
        this.name = name;
        this.sizes = sizes;
    }

    /**
     * The tokens that a text adds to a prompt.
     *
     * @param prompt puts a text into its prompt
     */
    public static TextUnit tokens(TokenCount count, UnaryOperator<String> prompt) {
        return new TextUnit("tokens", new TokenSizes(count, prompt));
    }

    /** The size of a text. */
    public int of(String text) {
        return sizes.of(text);
    }

    /** Whether a text is at most that large. */
    public boolean fits(String text, int room) {
        return sizes.fits(text, room);
    }

    /** For every place of a text, from 0 to its length, the size of what stands before it. */
    int[] before(String text) {
        return sizes.before(text);
    }

    /**
     * Whether the size between two places is the difference of the sizes before them; otherwise it is about that, and a
     * stretch is to be measured once it is cut out.
     */
    boolean isAdditive() {
        return sizes instanceof CodePointSizes;
    }

    @Override
    public String toString() {
        return name;
    }
}
