package io.textmill.worker.text;

import java.lang.Character.UnicodeScript;

/** Which script a character is of. */
final class Scripts {
    private Scripts() {}

    static boolean isHan(int codePoint) {
        if (codePoint < 0x2E80) {
            return false;
        }
        return isCommonHan(codePoint) || UnicodeScript.of(codePoint) == UnicodeScript.HAN;
    }

    private static boolean isCommonHan(int codePoint) {
        return codePoint >= 0x4E00 && codePoint <= 0x9FFF;
    }

    static boolean isLatin(int codePoint) {
        return codePoint < 0x80
                ? (codePoint | 0x20) >= 'a' && (codePoint | 0x20) <= 'z'
                : !isCommonHan(codePoint) && UnicodeScript.of(codePoint) == UnicodeScript.LATIN;
    }

    /** A letter or digit of a script that parts its words, so that its neighbours belong to the same word. */
    static boolean isOfWord(int codePoint) {
        return Character.isLetterOrDigit(codePoint) && !isUnspaced(codePoint);
    }

    /** A letter of a script that writes its words without anything between them, or a vowel or tone on one. */
    static boolean isUnspaced(int codePoint) {
        if (codePoint < 0x0E00 || isCommonHan(codePoint)) {
            return codePoint >= 0x0E00;
        }
        boolean isOfWords = Character.isLetterOrDigit(codePoint) || isMark(codePoint);
        return switch (UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> isOfWords;
            default -> false;
        };
    }

    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /** An emoji, or what ends one: a skin tone, a variation selector. */
    static boolean isEmoji(int codePoint) {
        return codePoint >= 0x2000 && !isCommonHan(codePoint) && (codePoint == 0xFE0F || Character.isEmoji(codePoint));
    }

    /** Space as people see it, no-break and ideographic spaces included. */
    static boolean isSpace(int codePoint) {
        return codePoint < 0x80
                ? codePoint <= ' ' && Character.isWhitespace(codePoint)
                : !isCommonHan(codePoint) && (Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint));
    }

    /** Space that keeps its neighbours on one line. */
    static boolean isNoBreakSpace(int codePoint) {
        return codePoint == 0xA0 || codePoint == 0x2007 || codePoint == 0x202F;
    }
}
