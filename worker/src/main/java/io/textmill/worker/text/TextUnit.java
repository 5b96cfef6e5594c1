package io.textmill.worker.text;

/** What a text's size is counted in. */
public enum TextUnit {
    /** UTF-16 code units, as {@link String#length()} counts. */
    UTF16 {
        @Override
        public int of(int codePoint) {
            return Character.charCount(codePoint);
        }
    },
    /** Bytes of UTF-8. An unpaired surrogate counts as the three bytes of its replacement character. */
    UTF8 {
        @Override
        public int of(int codePoint) {
            if (codePoint < 0x80) {
                return 1;
            }
            if (codePoint < 0x800) {
                return 2;
            }
            return codePoint < 0x10000 ? 3 : 4;
        }
    };

    /** The size of one code point. */
    public abstract int of(int codePoint);

    /** The size of a text. */
    public int of(String text) {
        int size = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            size += of(codePoint);
            i += Character.charCount(codePoint);
        }
        return size;
    }
}
