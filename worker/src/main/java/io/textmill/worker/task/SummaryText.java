package io.textmill.worker.task;

import io.textmill.worker.provider.Invisible;
import io.textmill.worker.text.Splitter;
import io.textmill.worker.text.TextUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A summary as a model wrote it, and as it is passed on. */
final class SummaryText {
    private static final Pattern HEADING = Pattern.compile(
            "^(?:#+\\s*)?(?:\\*\\*|__)?"
                    + "(?:(?:(?:sure|certainly|of course)[!,.]? )?(?:here(?: is|['’]s) (?:a|the|your) )?"
                    + "(?:(?:short|brief|concise|merged|final) )?summary(?: of the text)?|tl;dr"
                    + "|(?:final )?answer|output|result"
                    + "|(?:好的[，,。！]?)?(?:(?:以下是|这是)[^：:\\n]{0,12}|内容|全文|文章)?(?:摘要|概括|总结)(?:如下)?"
                    + "|(?:最终)?(?:答案|回答|答|输出))"
                    + "(?:\\*\\*|__)?\\s*[:：]\\s*(?:\\*\\*|__)?\\s*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern GOODBYE = Pattern.compile(
            "\\n\\s*\\n\\s*(?:let me know|i hope this|hope this|feel free|希望|如需|如有|以上)[^\\n]{0,80}$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BOLD_LINE = Pattern.compile("^(\\s*[-•*] )?\\*\\*([^*]+)\\*\\*$");
    private static final Pattern BULLET =
            Pattern.compile("^\\s*(?:[-–—•◦▪●·*+](?=\\s)|[•◦▪●·]|\\(?\\p{Nd}{1,3}(?:[.)](?=\\s)|[、．）]))\\s*");
    private static final String OPENING_QUOTES = "\"“「『'‘";
    private static final String CLOSING_QUOTES = "\"”」』'’";
    private static final String LOOSE_END = "，、；：,;:";

    private SummaryText() {}

    /**
     * The summary alone: no code block, no heading, no good-bye, nothing around the whole.
     *
     * @param source what was summarized: words that stand there are no small talk
     */
    static String clean(String answer, String source) {
        String text = SpokenAnswer.withoutFence(answer);
        text = without(HEADING, text, source).strip();
        text = without(GOODBYE, text, source).strip();
        return withoutQuotes(withoutBold(text, source));
    }

    /** Each line as a point of a list, whatever marks it as one: {@code - }. */
    static String asList(String summary) {
        return summary.lines()
                .map(line -> BULLET.matcher(line).replaceFirst("").strip())
                .filter(line -> !line.isEmpty())
                .map(line -> "- " + line)
                .collect(Collectors.joining("\n"));
    }

    private static String without(Pattern talk, String text, String source) {
        Matcher found = talk.matcher(text);
        return found.find() && !source.contains(found.group().strip()) ? found.replaceFirst("") : text;
    }

    /** Without the stars, when every line is bold: then none stands out. */
    private static String withoutBold(String text, String source) {
        List<Matcher> lines = text.lines().map(BOLD_LINE::matcher).toList();
        if (source.contains("**") || !lines.stream().allMatch(Matcher::matches)) {
            return text;
        }
        return lines.stream()
                .map(line -> (line.group(1) == null ? "" : line.group(1)) + line.group(2))
                .collect(Collectors.joining("\n"));
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
        String head = Splitter.head(summary, unit, room).strip();
        String tidy = SpokenAnswer.without(LOOSE_END, head);
        return Invisible.is(tidy) ? head : tidy;
    }

    /** As many of its lines as fit; of a first one that is too long, the beginning. */
    static String cutAtLine(String summary, int characters) {
        if (summary.length() <= characters) {
            return summary;
        }
        int end = summary.lastIndexOf('\n', characters);
        String lines = end < 0 ? "" : summary.substring(0, end).strip();
        return Invisible.is(lines) ? cut(summary, TextUnit.UTF16, characters) : lines;
    }
}
