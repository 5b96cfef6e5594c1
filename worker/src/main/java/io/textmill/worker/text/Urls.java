package io.textmill.worker.text;

import java.util.List;

/** Finds addresses of the web in a text, in which nothing should be cut. */
final class Urls {
    private static final List<String> BEGINNINGS =
            List.of("http://", "https://", "www.", "ftp://", "file://", "mailto:");

    /** Of ASCII what no address has in it. An address is over where other scripts begin: Chinese has no space there. */
    private static final String NEVER_IN_ONE = "\"<>\\^`{|}";

    /** What ends the sentence rather than the address. */
    private static final String LOOSE_ENDS = ".,;:!?'*_";

    private Urls() {}

    /** Where the address ends that begins there; the same place when none does. */
    static int end(String text, int from) {
        char first = text.charAt(from);
        boolean begins = (first | 0x20) >= 'f'
                && (first | 0x20) <= 'w'
                && !(from > 0 && isAsciiWord(text.charAt(from - 1)))
                && BEGINNINGS.stream().anyMatch(it -> text.regionMatches(true, from, it, 0, it.length()));
        if (!begins) {
            return from;
        }
        int end = from;
        int open = 0;
        while (end < text.length() && isPart(text.charAt(end))) {
            char c = text.charAt(end);
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (open < 0) {
                break;
            }
            end++;
        }
        while (end > from && LOOSE_ENDS.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static boolean isAsciiWord(char c) {
        return c < 0x80 && Character.isLetterOrDigit(c);
    }

    private static boolean isPart(char c) {
        return c > ' ' && c < 0x7F && NEVER_IN_ONE.indexOf(c) < 0;
    }
}
