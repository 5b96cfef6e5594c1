package io.textmill.worker.text;

import java.util.regex.Pattern;

/** What the beginnings and the ends of lines say. */
final class Lines {
    private static final int LONGEST_MARKER = 8;

    /** Bullets, headings, quotations, {@code 1.}, {@code 2)}, {@code (a)}, {@code 三、}. */
    private static final Pattern MARKER = Pattern.compile("[-*+•·‣▪◦○●–—①-⑳]|#{1,6}|>+"
            + "|[\\[(（]?(?:\\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4}|[一二三四五六七八九十]{1,3})[.．)）\\]、]{1,2}");

    private Lines() {}

    /** Whether all that stands on the line before that place is the mark of a list's item. */
    static boolean isMarkerBefore(String text, int end) {
        int start = end;
        while (start > 0 && end - start <= LONGEST_MARKER && text.charAt(start - 1) != '\n') {
            start--;
        }
        if (end - start > LONGEST_MARKER) {
            return false;
        }
        String marker = text.substring(start, end).strip();
        return !marker.isEmpty() && MARKER.matcher(marker).matches();
    }

    /** Whether a sentence goes on from one line to the next: a word, then a word in small letters without indentation. */
    static boolean goesOn(String text, int lineEnd, int nextLine) {
        if (lineEnd == 0 || nextLine == text.length()) {
            return false;
        }
        int last = text.codePointBefore(lineEnd);
        return (Character.isLetter(last) || last == ',')
                && text.charAt(nextLine - 1) == '\n'
                && Character.isLowerCase(text.codePointAt(nextLine));
    }
}
