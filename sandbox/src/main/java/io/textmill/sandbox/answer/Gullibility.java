package io.textmill.sandbox.answer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a model that takes data for orders does: finds an order in a text and obeys it. */
final class Gullibility {

    private static final String SAY = "(?:output|return|say|reply|respond|answer|print|write|输出|返回|回答|回复|答复|只答|只说|说)";

    /** An order to set the instruction aside; what is to be said instead follows within the same breath. */
    private static final Pattern IGNORE = Pattern.compile("(?i)(?:"
            + String.join(
                    "|",
                    "\\b(?:ignore|disregard|forget|override)\\b[^.!?。\r\n]{0,40}?"
                            + "\\b(?:above|previous|prior|earlier|preceding|all|your|any)\\b",
                    "(?:忽略|无视|忘记|忘掉|不要理会|不用管)[^。！？\r\n]{0,12}?(?:以上|上面|之前|前面|先前|上述|所有|此前|你的)")
            + ")[\\s\\S]{0,120}?" + SAY);

    /** A bare order, told from narration by "only", a quotation mark or a brace. */
    private static final Pattern ORDER = Pattern.compile("(?i)(?:"
            + String.join(
                    "|",
                    "\\b(?:output|return|reply|respond|answer|print|say)(?: with)? (?:only|just|exactly)(?: with)?\\b",
                    "\\b(?:only|just) (?:output|return|reply|respond|answer|print)(?: with)?\\b",
                    "\\b(?:output|return|print) ?[:：]?(?= ?[{\"“'`])",
                    "(?:输出|返回|请回答|请回复)[：:]?(?=[“\"「{])",
                    "(?:只|仅|直接)(?:能|要|需|许)?(?:输出|返回|回答|回复)")
            + ")");

    /** The mark of another role in the conversation. */
    private static final Pattern ROLE = Pattern.compile(
            "(?i)(?:"
                    + String.join(
                            "|",
                            "<\\|?(?:im_start\\|>)?(?:system|assistant)(?:\\|?>|\\s)",
                            "\\[(?:system|assistant|inst)]",
                            "^#{0,4} ?(?:system|assistant|系统|助手) ?(?:prompt|message|提示|消息)?[:：]")
                    + ")",
            Pattern.MULTILINE);

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
        for (Pattern pattern : new Pattern[] {IGNORE, ORDER}) {
            Matcher matcher = pattern.matcher(text);
            if (matcher.find()) {
                return Optional.of(wanted(text, matcher.end()));
            }
        }
        Matcher role = ROLE.matcher(text);
        return role.find() ? Optional.of(wanted(text, role.end())) : Optional.empty();
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
