package io.textmill.bench;

/** The terminal columns a text takes: East Asian wide characters take two, marks and controls none. */
final class Columns {
    /** First and last code point of the ranges that take two columns (Unicode's East Asian Width, W and F). */
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0x303E},
        {0x3041, 0x4DBF},
        {0x4E00, 0xA4CF},
        {0xA960, 0xA97C},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE10, 0xFE19},
        {0xFE30, 0xFE6F},
        {0xFF01, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x1F64F},
        {0x1F680, 0x1F6FF},
        {0x1F900, 0x1F9FF},
        {0x20000, 0x3FFFD},
    };

    private Columns() {}

    /** How many columns the text takes. */
    static int of(String text) {
        return text.codePoints().map(Columns::ofCodePoint).sum();
    }

    /** The text in at most that many columns; where something was cut off, it ends with {@code …}. */
    static String fit(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        var fitted = new StringBuilder();
        int used = 1;
        for (int codePoint : text.codePoints().toArray()) {
            used += ofCodePoint(codePoint);
            if (used > columns) {
                break;
            }
            fitted.appendCodePoint(codePoint);
        }
        return fitted.append('…').toString();
    }

    /** The text with blanks behind it, to fill that many columns. */
    static String padEnd(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }

    /** The text with blanks before it, to fill that many columns. */
    static String padStart(String text, int columns) {
        return " ".repeat(Math.max(0, columns - of(text))) + text;
    }

    /** The text in one line, without anything that a terminal would obey. */
    static String oneLine(String text) {
        return text.replaceAll("[\\s\\p{Cc}\\p{Cf}]+", " ").strip();
    }

    private static int ofCodePoint(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> 0;
            default -> isWide(codePoint) ? 2 : 1;
        };
    }

    private static boolean isWide(int codePoint) {
        for (int[] range : WIDE) {
            if (codePoint <= range[1]) {
                return codePoint >= range[0];
            }
        }
        return false;
    }
}
