package io.textmill.sandbox.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a text into sentences, and those into clauses; every piece is verbatim, trimmed and not empty. */
final class Sentences {

    private static final Pattern BLOCK_TAG = Pattern.compile(
            "(?i)</?(?:p|div|br|li|ul|ol|h[1-6]|tr|td|th|table|section|article|body|html)\\b[^<>]{0,200}>");
    private static final Pattern ENUMERATOR =
            Pattern.compile("^(?:[-*•·]\\s+|\\(?\\d{1,3}[.)、]\\s*(?=\\D)|（\\d{1,3}）\\s*|\\[\\d{1,3}]\\s*|#{1,6}\\s+)");
    private static final Set<String> ABBREVIATIONS = Set.of(
            "mr", "mrs", "ms", "dr", "prof", "st", "no", "vs", "fig", "approx", "dept", "gen", "sen", "rep", "e.g",
            "i.e");
    private static final String CLOSERS = "\"'”’」』）)】》]";
    private static final String WIDE_ENDS = "。！？…";

    private Sentences() {}

    static List<String> of(String text) {
        List<String> sentences = new ArrayList<>();
        Matcher tag = BLOCK_TAG.matcher(text);
        int start = 0;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '<' && tag.region(at, text.length()).lookingAt()) {
                add(sentences, text, start, at);
                start = tag.end();
                at = start;
            } else if (c == '\n' || c == '\r') {
                add(sentences, text, start, at);
                at++;
                start = at;
            } else if (ends(text, at, start)) {
                at = skipClosers(text, at + 1);
                add(sentences, text, start, at);
                start = at;
            } else {
                at++;
            }
        }
        add(sentences, text, start, text.length());
        return sentences;
    }

    static List<String> clauses(String sentence) {
        List<String> clauses = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < sentence.length(); i++) {
            char c = sentence.charAt(i);
            boolean wide = "，；。！？：、".indexOf(c) >= 0;
            boolean narrow = ",;:!?.".indexOf(c) >= 0
                    && (i + 1 == sentence.length() || !Character.isLetterOrDigit(sentence.charAt(i + 1)));
            if (wide || narrow) {
                add(clauses, sentence, start, i + 1);
                start = i + 1;
            }
        }
        add(clauses, sentence, start, sentence.length());
        return clauses;
    }

    private static boolean ends(String text, int at, int start) {
        char c = text.charAt(at);
        if (WIDE_ENDS.indexOf(c) >= 0) {
            return true;
        }
        if (c != '.' && c != '!' && c != '?') {
            return false;
        }
        int next = skipClosers(text, at + 1);
        if (next < text.length() && !Character.isWhitespace(text.charAt(next)) && !Script.isHan(text.charAt(next))) {
            return false;
        }
        return c != '.' || !continues(text, at, start, next);
    }

    /** Whether the full stop at that place belongs to an abbreviation, an initial or a number of a list. */
    private static boolean continues(String text, int at, int start, int next) {
        int from = at;
        while (from > start && !Character.isWhitespace(text.charAt(from - 1)) && at - from < 8) {
            from--;
        }
        String word = text.substring(from, at);
        if (word.length() == 1 && Character.isUpperCase(word.charAt(0))) {
            return true;
        }
        if (!word.isEmpty()
                && word.chars().allMatch(Character::isDigit)
                && text.substring(start, from).isBlank()) {
            return true;
        }
        if (ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT))) {
            return true;
        }
        while (next < text.length() && text.charAt(next) == ' ') {
            next++;
        }
        return next < text.length() && Character.isLowerCase(text.charAt(next));
    }

    private static int skipClosers(String text, int at) {
        while (at < text.length()
                && (CLOSERS.indexOf(text.charAt(at)) >= 0
                        || WIDE_ENDS.indexOf(text.charAt(at)) >= 0
                        || "!?".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return at;
    }

    private static void add(List<String> pieces, String text, int start, int end) {
        String piece = text.substring(start, end).strip();
        Matcher enumerator = ENUMERATOR.matcher(piece);
        if (enumerator.find()) {
            piece = piece.substring(enumerator.end()).strip();
        }
        if (piece.codePoints().anyMatch(Character::isLetterOrDigit)) {
            pieces.add(piece);
        }
    }
}
