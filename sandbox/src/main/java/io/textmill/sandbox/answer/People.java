package io.textmill.sandbox.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds people: English ones by a title or a common given name (or a Chinese surname in Latin letters), Chinese ones by
 * a surname and something beside the name that goes with people.
 */
final class People {

    private static final String WORD = "[A-Z][\\p{L}'’-]{1,24}";
    private static final Pattern TITLED = Pattern.compile(
            "\\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Judge|Captain|Nurse|Chairman|President|Minister)\\.? (" + WORD
                    + "(?: (?:[A-Z]\\. )?" + WORD + "){0,2})");
    private static final Pattern PAIR = Pattern.compile("\\b" + WORD + "(?: [A-Z]\\.)? " + WORD);
    private static final Set<String> GIVEN_NAMES = WordList.read("given-names");

    private static final Set<String> SURNAMES = WordList.read("surnames");
    private static final Set<String> NO_NAMES = WordList.read("no-names");
    private static final String NEVER_IN_NAMES =
            Terms.FUNCTION_CHARACTERS + "说年月日时分元万亿个次前后上下不没可会要请已就还又再只" + "院局部处科室司厂店路街县市省区号楼层线品款单件条款";
    private static final Pattern AFTER_NAME = Pattern.compile(WordList.anyOf("after-people"));
    private static final Pattern BEFORE_NAME =
            Pattern.compile("(?:" + WordList.anyOf("before-people") + "[：:]?|[：:])\\s?$");

    private People() {}

    static List<Span> find(String text) {
        List<Span> spans = new ArrayList<>(Span.matches(TITLED, text));
        spans.addAll(pairs(text));
        spans.addAll(chinese(text));
        spans.sort(Comparator.comparingInt(Span::start).thenComparingInt(span -> -span.end()));
        List<Span> people = new ArrayList<>();
        for (Span span : spans) {
            if (people.isEmpty() || !people.getLast().overlaps(span)) {
                people.add(span);
            }
        }
        return people;
    }

    private static List<Span> pairs(String text) {
        List<Span> spans = new ArrayList<>();
        Matcher matcher = PAIR.matcher(text);
        int from = 0;
        while (from < text.length() && matcher.find(from)) {
            String pair = matcher.group();
            String first = pair.substring(0, pair.indexOf(' '));
            if (GIVEN_NAMES.contains(first.toLowerCase(Locale.ROOT))) {
                spans.add(new Span(matcher.start(), matcher.end()));
                from = matcher.end();
            } else {
                from = matcher.start() + first.length();
            }
        }
        return spans;
    }

    private static List<Span> chinese(String text) {
        List<Span> spans = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int length = Script.isHan(text.charAt(at)) ? nameLength(text, at) : 0;
            if (length > 0) {
                spans.add(new Span(at, at + length));
            }
            at += Math.max(length, 1);
        }
        return spans;
    }

    /** The length of the Chinese name that begins there, 0 when none does. */
    private static int nameLength(String text, int at) {
        int surname = isSurname(text, at, 2) ? 2 : isSurname(text, at, 1) ? 1 : 0;
        if (surname == 0
                || AFTER_NAME.matcher(text).region(at + surname, text.length()).lookingAt()) {
            return 0;
        }
        boolean startsFree = at == 0 || !Script.isHan(text.charAt(at - 1));
        boolean announced =
                BEFORE_NAME.matcher(text.substring(Math.max(0, at - 8), at)).find();
        for (int given = 2; given >= 1; given--) {
            int end = at + surname + given;
            if (end > text.length() || !isGivenName(text, at + surname, end) || isNoName(text, at, end)) {
                continue;
            }
            boolean endsFree = end == text.length() || !Script.isHan(text.charAt(end));
            boolean followed =
                    AFTER_NAME.matcher(text).region(end, text.length()).lookingAt();
            if ((announced && (endsFree || followed || goesOn(text, end))) || (startsFree && followed)) {
                return surname + given;
            }
        }
        return 0;
    }

    /** Whether a sentence about someone just named would go on like that. */
    private static boolean goesOn(String text, int end) {
        return "的在将已对因是等及从向还也就曾未".indexOf(text.charAt(end)) >= 0;
    }

    private static boolean isSurname(String text, int at, int length) {
        return at + length <= text.length() && SURNAMES.contains(text.substring(at, at + length));
    }

    private static boolean isGivenName(String text, int from, int end) {
        for (int i = from; i < end; i++) {
            if (!Script.isHan(text.charAt(i)) || NEVER_IN_NAMES.indexOf(text.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNoName(String text, int at, int end) {
        return NO_NAMES.contains(text.substring(at, at + 2)) || NO_NAMES.contains(text.substring(at, end));
    }
}
