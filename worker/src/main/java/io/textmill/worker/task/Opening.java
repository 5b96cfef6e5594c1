package io.textmill.worker.task;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a text begins, as a model copies it: letters and digits alone, since models mend punctuation, spaces and case. Pure.
 *
 * @param text all its letters and digits
 * @param echo those that a model is asked to copy: of five words, or the first ten in a script without spaces
 */
record Opening(String text, String echo) {
    /** A shorter echo is a word that many texts have, unless the text has no more. */
    private static final int SHORTEST_ECHO = 4;

    private static final int LONGEST_ECHO = 24;
    private static final int IDEOGRAPHS = 10;
    private static final Pattern WORDS = Pattern.compile("(?:\\S*[\\p{L}\\p{N}]\\S*\\s*+){1,5}");
    private static final Pattern OTHERS = Pattern.compile("[^\\p{L}\\p{N}]+");

    static Opening of(String text) {
        Matcher words = WORDS.matcher(text);
        String first = plain(words.find() ? words.group() : "");
        int most = first.codePoints().anyMatch(Character::isIdeographic) ? IDEOGRAPHS : LONGEST_ECHO;
        return new Opening(plain(text), first.substring(0, Math.min(most, first.length())));
    }

    /** Whether those texts can be told by their echoes; the same text twice need not be. */
    static boolean areTellable(List<String> texts) {
        List<Opening> openings = texts.stream().distinct().map(Opening::of).toList();
        return openings.stream()
                .allMatch(one -> !one.echo.isEmpty()
                        && openings.stream()
                                        .filter(any -> any.text.startsWith(one.echo))
                                        .count()
                                == 1);
    }

    /** Whether that is how the text begins. */
    boolean isEchoed(String copied) {
        String plain = plain(copied);
        return text.startsWith(plain) && plain.length() >= Math.min(SHORTEST_ECHO, text.length());
    }

    private static String plain(String text) {
        return OTHERS.matcher(Plain.key(text)).replaceAll("");
    }
}
