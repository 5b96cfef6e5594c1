package io.textmill.worker.task;

import io.textmill.worker.provider.Invisible;
import io.textmill.worker.text.Splitter;
import io.textmill.worker.text.TextUnit;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A summary as a model wrote it, and as it is passed on. */
final class SummaryText {
    private static final Pattern HEADING = Pattern.compile(
            "^(?:#+\\s*)?(?:\\*\\*|__)?(?:(?:assistant|ai|助手)[:：]\\s*)?"
                    + "(?:(?:(?:sure|certainly|of course)[!,.]? )?(?:here(?: is|['’]s) (?:a|the|your) )?"
                    + "(?:(?:short|brief|concise|merged|final) )?summary(?: of the text)?|tl;dr"
                    + "|(?:final )?answer|output|result|assistant"
                    + "|(?:好的[，,。！]?)?(?:(?:以下是|这是)[^：:\\n]{0,12}|内容|全文|文章)?(?:摘要|概括|总结)(?:如下)?"
                    + "|(?:最终)?(?:答案|回答|答|输出))"
                    + "(?:\\*\\*|__)?\\s*[:：]\\s*(?:\\*\\*|__)?\\s*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern GOODBYE = Pattern.compile(
            "(?:let me know|i hope this|hope this|feel free|希望|如需|如有|以上)[^\\n]{0,80}", Pattern.CASE_INSENSITIVE);
    private static final Pattern SMALL_TALK = Pattern.compile(
            "(?:sure|certainly|of course|okay|ok|yes|hello|hi|好的|当然|没问题|您好|你好)[!,.，。！]?", Pattern.CASE_INSENSITIVE);
    private static final Pattern OUR_MARKER = Pattern.compile("</?text-[0-9a-f]{8}>");
    private static final Pattern TABLE_RULE = Pattern.compile("(?m)^\\s?\\|?[ :]*-{3,}[ :]*\\|[-|: ]*$");
    private static final Pattern BULLET = Pattern.compile("(?m)^[ \\t]?\\* ");
    private static final Pattern BOLD_LINE = Pattern.compile("^(\\s*[-•*] )?\\*\\*([^*]+)\\*\\*$");
    private static final Pattern LIST_MARK =
            Pattern.compile("^\\s*(?:[-–—•◦▪●·*+](?=\\s)|[•◦▪●·]|\\(?\\p{Nd}{1,3}(?:[.)](?=\\s)|[、．）]))\\s*");

    /** A citation behind the last full stop. */
    private static final Pattern CITATION = Pattern.compile("\\[\\d{1,3}]$");

    private static final String OPENING_QUOTES = "\"“「『'‘";
    private static final String CLOSING_QUOTES = "\"”」』'’";
    private static final String LOOSE_END = "，、；：,;:";
    private static final String SENTENCE_END = ".!?。！？．";
    private static final String ELLIPSIS = "…⋯";
    private static final String AFTER_END = CLOSING_QUOTES + ")）]】》〉*_~`";
    private static final Set<String> JSON_NAMES =
            Set.of("summary", "text", "content", "result", "answer", "output", "摘要", "概括", "总结", "内容", "结果");

    private SummaryText() {}

    /**
     * The summary that an answer is.
     *
     * @param source what was summarized: words that stand there are no small talk
     * @param isToldWhole whether the provider would have told that the answer was cut off: then its last sentence needs no end
     */
    static Reading<String> read(String answer, String source, boolean isToldWhole) {
        return RawAnswer.plain(answer, source)
                .then(plain -> outOfJson(plain, source))
                .then(text -> outOfHtml(text, source))
                .then(text -> whole(clean(text, source), source, isToldWhole));
    }

    /** The one string in an object, where the answer has one. Braces and code blocks end, unless the text has such. */
    private static Reading<String> outOfJson(String answer, String source) {
        String text = SpokenAnswer.withoutFence(answer);
        if (text.split("```", -1).length % 2 == 0 && !source.contains("```")) {
            return Reading.refused("the answer is cut off");
        }
        if (text.indexOf('{') < 0 || source.indexOf('{') >= 0) {
            return Reading.right(answer);
        }
        JsonScan scan = JsonScan.of(text);
        Reading<String> inner = JsonAnswer.read(scan, text, source, SummaryText::ofObject);
        boolean isJson = scan.cutOff() || text.startsWith("{") || text.startsWith("[");
        return isJson || inner instanceof Reading.Right<String> ? inner : Reading.right(answer);
    }

    private static Reading<String> ofObject(ObjectNode object) {
        List<JsonNode> named = object.properties().stream()
                .filter(property -> JSON_NAMES.contains(Plain.key(property.getKey())))
                .map(property -> property.getValue())
                .toList();
        return named.size() == 1 && named.getFirst().isString()
                ? Reading.right(named.getFirst().asString())
                : Reading.refused("JSON without a summary");
    }

    private static Reading<String> outOfHtml(String text, String source) {
        if (!Html.isIn(text) || Html.isIn(source)) {
            return Reading.right(text);
        }
        return Html.isBalanced(text)
                ? Reading.right(Html.withoutTags(text).replaceAll("\\n{2,}", "\n"))
                : Reading.refused("the answer is cut off");
    }

    /** Refuses what is no text of whole sentences. */
    private static Reading<String> whole(String summary, String source, boolean isToldWhole) {
        if (SMALL_TALK.matcher(summary).matches()) {
            return Reading.refused("an empty answer");
        }
        if (TABLE_RULE.matcher(summary).find() && !TABLE_RULE.matcher(source).find()) {
            return Reading.refused("a table instead of sentences");
        }
        boolean ends = isToldWhole ? !endsLoosely(summary, source) : endsASentence(summary, source);
        boolean whole = ends && (source.contains("*") || hasPairsOfStars(summary));
        return summary.isBlank() || whole ? Reading.right(summary) : Reading.refused("the answer is cut off");
    }

    private static boolean hasPairsOfStars(String summary) {
        String text = BULLET.matcher(summary).replaceAll("");
        long stars = text.chars().filter(c -> c == '*').count();
        long bold = text.split("\\*\\*", -1).length - 1L;
        return bold % 2 == 0 && stars % 2 == 0;
    }

    /**
     * Whether the last sentence has its end: plain text has no other sign of being whole. An ellipsis is none, unless the
     * text itself has one.
     */
    private static boolean endsASentence(String summary, String source) {
        String text = CITATION.matcher(summary).replaceFirst("").strip();
        int end = text.length();
        while (end > 0 && (AFTER_END.indexOf(text.charAt(end - 1)) >= 0 || isPicture(text.codePointBefore(end)))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        String bare = text.substring(0, end).strip();
        if (bare.isEmpty()) {
            return false;
        }
        char last = bare.charAt(bare.length() - 1);
        return endsInEllipsis(bare)
                ? source.contains("…") || source.contains("...") || source.contains("⋯")
                : SENTENCE_END.indexOf(last) >= 0;
    }

    /** Whether the end promises more. */
    private static boolean endsLoosely(String summary, String source) {
        String text = summary.strip();
        boolean isLoose = !text.isEmpty() && LOOSE_END.indexOf(text.charAt(text.length() - 1)) >= 0;
        return isLoose || (endsInEllipsis(text) && !endsASentence(summary, source));
    }

    private static boolean endsInEllipsis(String text) {
        return text.endsWith("...") || (!text.isEmpty() && ELLIPSIS.indexOf(text.charAt(text.length() - 1)) >= 0);
    }

    /** An emoji, or what belongs to one. */
    private static boolean isPicture(int codePoint) {
        return (Character.isEmoji(codePoint) && codePoint > 0x7f)
                || Character.isWhitespace(codePoint)
                || codePoint == 0x200d
                || codePoint == 0xfe0f;
    }

    /** The summary alone: no code block, no heading, no good-bye, nothing around the whole. */
    static String clean(String answer, String source) {
        String text = SpokenAnswer.withoutFence(answer);
        text = OUR_MARKER.matcher(text).replaceAll(marker -> source.contains(marker.group()) ? marker.group() : "");
        text = withoutHeading(text.strip(), source).strip();
        text = withoutGoodbye(text, source).strip();
        return withoutQuotes(withoutBold(text, source));
    }

    /** Each line as a point of a list, whatever marks it as one: {@code - }. */
    static String asList(String summary) {
        return summary.lines()
                .map(line -> LIST_MARK.matcher(line).replaceFirst("").strip())
                .filter(line -> !line.isEmpty())
                .map(line -> "- " + line)
                .collect(Collectors.joining("\n"));
    }

    private static String withoutHeading(String text, String source) {
        Matcher found = HEADING.matcher(text);
        return found.find() && !source.contains(found.group().strip()) ? text.substring(found.end()) : text;
    }

    /** Without a last paragraph that takes leave. */
    private static String withoutGoodbye(String text, String source) {
        int line = text.lastIndexOf('\n');
        String last = text.substring(line + 1).strip();
        String before = text.substring(0, Math.max(line, 0));
        boolean isParagraph = before.length() > before.stripTrailing().length()
                && before.substring(before.stripTrailing().length()).indexOf('\n') >= 0;
        boolean isGoodbye = isParagraph && GOODBYE.matcher(last).matches() && !source.contains(last);
        return isGoodbye ? before : text;
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
