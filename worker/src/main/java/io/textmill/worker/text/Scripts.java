package io.textmill.worker.text;

import java.lang.Character.UnicodeScript;

/** Which script a character is of. */
final class Scripts {
    private Scripts() {}

    static boolean isHan(int codePoint) {
        return codePoint >= 0x2E80 && UnicodeScript.of(codePoint) == UnicodeScript.HAN;
    }

    static boolean isLatin(int codePoint) {
        return codePoint < 0x80
                ? (codePoint | 0x20) >= 'a' && (codePoint | 0x20) <= 'z'
                : UnicodeScript.of(codePoint) == UnicodeScript.LATIN;
    }

    /** A letter or digit of a script that parts its words, so that its neighbours belong to the same word. */
    static boolean isOfWord(int codePoint) {
        if (codePoint < 0x80) {
            return Character.isLetterOrDigit(codePoint);
        }
        return Character.isLetterOrDigit(codePoint)
                && switch (UnicodeScript.of(codePoint)) {
                    case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> false;
                    default -> true;
                };
    }

    /** Space as people see it, no-break and ideographic spaces included. */
    static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }
}
