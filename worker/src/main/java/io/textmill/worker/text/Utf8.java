package io.textmill.worker.text;

/** How UTF-8 writes characters. */
final class Utf8 {
    private Utf8() {}

    /** How many bytes that code point takes; an unpaired surrogate those of its replacement character. */
    static int bytes(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
