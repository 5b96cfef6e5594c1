package io.textmill.worker.task;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** An answer as the provider handed it over, which all readers take the same things off. */
final class RawAnswer {
    private static final char REPLACEMENT = '\ufffd';
    private static final Pattern THOUGHT =
            Pattern.compile("<(/?)(?:think|thinking|reasoning)>", Pattern.CASE_INSENSITIVE);

    private RawAnswer() {}

    /**
     * The answer without the model's thoughts before it, and with JSON that was escaped once too often as it was meant.
     * Refused when bytes of it are lost: half a character stands where an answer was cut.
     */
    static Reading<String> plain(String answer, String source) {
        if (isBroken(answer) && !isBroken(source)) {
            return Reading.refused("characters that are broken");
        }
        return withoutThoughts(answer, source).then(said -> Reading.right(unescaped(said)));
    }

    private static boolean isBroken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == REPLACEMENT) {
                return true;
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private static Reading<String> withoutThoughts(String answer, String source) {
        Matcher thought = THOUGHT.matcher(answer);
        int end = 0;
        boolean thinking = false;
        while (thought.find()) {
            thinking = thought.group(1).isEmpty();
            end = thought.end();
        }
        if (end == 0 || THOUGHT.matcher(source).find()) {
            return Reading.right(answer);
        }
        return thinking ? Reading.refused("the answer is cut off") : Reading.right(answer.substring(end));
    }

    private static String unescaped(String answer) {
        if (answer.contains("&quot;") && answer.indexOf('"') < 0) {
            return Html.withoutEntities(answer);
        }
        String text = answer.strip();
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"") && !text.endsWith("\\\"");
        String inner = quoted ? text.substring(1, text.length() - 1) : text;
        return hasOnlyEscapedQuotes(inner) ? decoded(inner, answer) : answer;
    }

    private static boolean hasOnlyEscapedQuotes(String text) {
        boolean any = false;
        for (int at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
            if (at == 0 || text.charAt(at - 1) != '\\') {
                return false;
            }
            any = true;
        }
        return any && text.indexOf('{') >= 0;
    }

    private static String decoded(String escaped, String otherwise) {
        try {
            JsonNode text =
                    Json.MAPPER.readTree("\"" + escaped.replace("\n", "\\n").replace("\r", "") + "\"");
            return text.isString() ? text.asString() : otherwise;
        } catch (JacksonException _) {
            return otherwise;
        }
    }
}
