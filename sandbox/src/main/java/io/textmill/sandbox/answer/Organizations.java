package io.textmill.sandbox.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds organisations by what their names end with, and English ones also by "University of". */
final class Organizations {

    private static final String NAME = "[A-Z][\\p{L}\\d&'’-]{0,30}";
    private static final Pattern ENGLISH = Pattern.compile(String.join(
            "|",
            "\\b(?:" + NAME + "(?: and| &| of)? ){1,5}?" + WordList.anyOf("organization-endings-en") + "\\b",
            "\\b(?:University|Institute|Bank|Ministry|College|Department) of " + NAME + "(?: (?:and )?" + NAME
                    + "){0,2}"));

    private static final Pattern CHINESE_ENDING =
            Pattern.compile(WordList.anyOf("organization-endings-zh") + "(?![生卡法章员长会里内门])");

    /** Words and characters that come before a name and are no part of it. */
    private static final Pattern BEFORE_NAME = Pattern.compile(
            "[的在与和由是为向对从被了于将及至到让把给跟该这那此本我你您他她们某各每所以并但而或称有前往来自位]|" + WordList.anyOf("before-organizations"));

    private static final int LONGEST = 18;

    private Organizations() {}

    static List<Span> find(String text) {
        List<Span> spans = new ArrayList<>(Span.matches(ENGLISH, text));
        Matcher ending = CHINESE_ENDING.matcher(text);
        int free = 0;
        while (ending.find()) {
            int start = nameStart(text, ending.start(), free);
            if (ending.start() - start >= 2) {
                spans.add(new Span(start, ending.end()));
            }
            free = ending.end();
        }
        spans.sort(Comparator.comparingInt(Span::start));
        return spans;
    }

    private static int nameStart(String text, int ending, int free) {
        int from = ending;
        while (from > free && ending - from < LONGEST && isNamePart(text.charAt(from - 1))) {
            from--;
        }
        int start = from;
        Matcher before = BEFORE_NAME.matcher(text).region(from, ending);
        while (before.find()) {
            start = before.end();
        }
        return start;
    }

    private static boolean isNamePart(char c) {
        return Script.isHan(c) || "（）()·".indexOf(c) >= 0 || (c < 128 && Character.isLetterOrDigit(c));
    }
}
