package io.textmill.sandbox.answer;

/** What a character belongs to. */
final class Script {

    private Script() {}

    /** Whether it is a Chinese character. */
    static boolean isHan(int codePoint) {
        return codePoint >= 0x3400
                && codePoint <= 0x9FFF
                && Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HAN;
    }

    /** Whether it is a letter of a script that parts words by spaces. */
    static boolean isWordLetter(int codePoint) {
        return codePoint < 128
                ? (codePoint >= 'a' && codePoint <= 'z') || (codePoint >= 'A' && codePoint <= 'Z')
                : codePoint < 0x250 && Character.isLetter(codePoint);
    }

    /** Whether at least a fifth of the words and characters is Chinese: a Chinese text with many foreign names. */
    static boolean mostlyHan(String text) {
        int han = 0;
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHan(c)) {
                han++;
            } else if (isWordLetter(c)) {
                letters++;
            }
        }
        return han > 0 && han * 4 >= letters;
    }

    /** Whether two pieces of text need a space between them. */
    static boolean needsSpace(String left, String right) {
        return !left.isEmpty()
                && !right.isEmpty()
                && !isWide(left.charAt(left.length() - 1))
                && !isWide(right.charAt(0));
    }

    private static boolean isWide(char c) {
        return isHan(c) || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFFEF) || c == '”' || c == '…';
    }
}
