package io.textmill.worker.task;

import io.textmill.worker.text.Splitter;
import io.textmill.worker.text.TextUnit;
import java.util.regex.Pattern;

/** A summary as a model wrote it, and as it is passed on. */
final class SummaryText {
    private static final Pattern HEADING = Pattern.compile(
            "^(?:#+\\s*)?(?:\\*\\*|__)?"
                    + "(?:(?:here(?: is|['’]s) (?:a|the|your) )?(?:(?:short|brief|concise|merged|final) )?summary"
                    + "(?: of the text)?|tl;dr|(?:以下是|这是)[^：:\\n]{0,12}(?:摘要|概括|总结)|(?:内容|全文|文章)?(?:摘要|概括|总结))"
                    + "(?:\\*\\*|__)?\\s*[:：]\\s*(?:\\*\\*|__)?\\s*",
            Pattern.CASE_INSENSITIVE);
    private static final String OPENING_QUOTES = "\"“「『'‘";
    private static final String CLOSING_QUOTES = "\"”」』'’";
    private static final String LOOSE_END = "，、；：,;:";

    private SummaryText() {}

    /** The summary alone: no code block, no heading, no quotes around the whole. */
    static String clean(String answer) {
        String text = SpokenAnswer.withoutFence(answer);
        text = HEADING.matcher(text).replaceFirst("").strip();
        return withoutQuotes(text);
    }

    private static String withoutQuotes(String text) {
        if (text.length() < 2) {
            return text;
        }
        int kind = OPENING_QUOTES.indexOf(text.charAt(0));
        String inner = text.substring(1, text.length() - 1);
        boolean around = kind >= 0
                && text.charAt(text.length() - 1) == CLOSING_QUOTES.charAt(kind)
                && inner.indexOf(OPENING_QUOTES.charAt(kind)) < 0
                && inner.indexOf(CLOSING_QUOTES.charAt(kind)) < 0;
        return around ? inner.strip() : text;
    }

    /** Its beginning that fits, cut at the end of a sentence if there is one. */
    static String cut(String summary, TextUnit unit, int room) {
        if (unit.of(summary) <= room) {
            return summary;
        }
        return SpokenAnswer.without(LOOSE_END, Splitter.head(summary, unit, room));
    }
}
