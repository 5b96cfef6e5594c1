package io.textmill.sandbox.answer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a model that takes data for orders does: finds an order in a text and obeys it. */
final class Gullibility {

    /** What may stand between the order and the words to say. */
    private static final Pattern FILLER = Pattern.compile("(?i)^(?:[\\s:：,，]|(?:"
            + String.join(
                    "|",
                    "only|just|exactly|with|nothing but|as|in json|json",
                    "the words?|the text|the label|the following",
                    "一句|一个词|词|内容|以下|为")
            + ")(?![A-Za-z])){1,8}");

    private static final Pattern END = Pattern.compile("[.。!！?？\\n,，;；<\\[]");

    private static final int LONGEST = 200;

    private Gullibility() {}

    /** What the text orders to say, if it orders anything. */
    static Optional<String> orderIn(String text) {
        for (String reading : Disguise.readings(text)) {
            for (Pattern pattern : Orders.WORDED) {
                Matcher matcher = pattern.matcher(reading);
                if (matcher.find()) {
                    return Optional.of(wanted(reading, matcher.end()));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether the text orders to tell the instruction. */
    static boolean asksForTheInstruction(String text) {
        return Disguise.readings(text).stream()
                .anyMatch(reading -> Orders.REVEAL.matcher(reading).find());
    }

    /** An object or a quotation that begins at once, else the words up to the end of the phrase. */
    private static String wanted(String text, int at) {
        String rest = text.substring(at, Math.min(text.length(), at + 2 * LONGEST));
        int brace = rest.indexOf('{');
        if (brace >= 0 && brace < 40) {
            int end = closing(rest, brace);
            if (end > 0) {
                return rest.substring(brace, end);
            }
        }
        Matcher filler = FILLER.matcher(rest);
        String words = filler.find() ? rest.substring(filler.end()) : rest;
        String unquoted = quoted(words);
        if (!unquoted.isEmpty()) {
            return unquoted;
        }
        Matcher end = END.matcher(words);
        String phrase = (end.find() ? words.substring(0, end.start()) : words).strip();
        if (phrase.isEmpty()) {
            return "OK";
        }
        return phrase.length() > LONGEST ? phrase.substring(0, LONGEST) : phrase;
    }

    private static String quoted(String words) {
        String marks = "\"\"“”''‘’「」``";
        if (words.isEmpty()) {
            return "";
        }
        int opening = marks.indexOf(words.charAt(0));
        if (opening < 0) {
            return "";
        }
        int end = words.indexOf(marks.charAt(opening | 1), 1);
        return end < 0 ? "" : words.substring(1, end);
    }

    private static int closing(String text, int from) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }
}
