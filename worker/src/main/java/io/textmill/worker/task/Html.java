package io.textmill.worker.task;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTML that a model dresses an answer in. */
final class Html {
    /** A longer one is none. */
    private static final int LONGEST_TAG = 200;

    private static final Pattern TAG =
            Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})((?:\\s[^<>]{0,150})?)\\s{0,9}(/?)>");
    private static final Pattern ENTITY = Pattern.compile("&(?:quot|#34|apos|#39|nbsp|lt|gt|amp);");

    private Html() {}

    /** Where the tag ends that begins there; the same place when none does. */
    static int afterTag(String text, int from) {
        Matcher tag = TAG.matcher(text).region(from, Math.min(text.length(), from + LONGEST_TAG));
        return tag.lookingAt() ? tag.end() : from;
    }

    /** Whether there is a tag. */
    static boolean isIn(String text) {
        return TAG.matcher(text).find();
    }

    /** Whether each element is closed as often as it is opened: otherwise something is cut off. */
    static boolean isBalanced(String text) {
        Map<String, Integer> open = new HashMap<>();
        Matcher tag = TAG.matcher(text);
        while (tag.find()) {
            String name = tag.group(2).toLowerCase(Locale.ROOT);
            if (tag.group(4).isEmpty() && !name.equals("br") && !name.equals("hr")) {
                open.merge(name, tag.group(1).isEmpty() ? 1 : -1, Integer::sum);
            }
        }
        return open.values().stream().allMatch(count -> count == 0);
    }

    /** The text without its tags: an item of a list on a line of its own, a row of a table too, its cells between bars. */
    static String withoutTags(String text) {
        String plain = TAG.matcher(text)
                .replaceAll(tag -> switch (tag.group(1) + tag.group(2).toLowerCase(Locale.ROOT)) {
                    case "br", "hr", "/p", "/div", "/li", "/h1", "/h2", "/h3", "/h4", "/tr" -> "\n";
                    case "li" -> "- ";
                    case "td", "th" -> "| ";
                    case "/td", "/th" -> " |";
                    default -> "";
                });
        return withoutEntities(plain);
    }

    static String withoutEntities(String text) {
        return ENTITY.matcher(text).replaceAll(entity -> switch (entity.group()) {
            case "&quot;", "&#34;" -> "\"";
            case "&apos;", "&#39;" -> "'";
            case "&nbsp;" -> " ";
            case "&lt;" -> "<";
            case "&gt;" -> ">";
            default -> "&";
        });
    }
}
