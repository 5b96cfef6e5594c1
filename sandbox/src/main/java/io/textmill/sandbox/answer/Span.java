package io.textmill.sandbox.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a text.
 *
 * @param end exclusive
 */
record Span(int start, int end) {

    String of(String text) {
        return text.substring(start, end);
    }

    boolean overlaps(Span other) {
        return start < other.end && other.start < end;
    }

    /** Every match of the pattern; its first group, where it has one that matched. */
    static List<Span> matches(Pattern pattern, String text) {
        List<Span> spans = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            int group = matcher.groupCount() > 0 && matcher.group(1) != null ? 1 : 0;
            if (matcher.end(group) > matcher.start(group)) {
                spans.add(new Span(matcher.start(group), matcher.end(group)));
            }
        }
        return spans;
    }

    /** The spans that touch none of the others. */
    static List<Span> apart(List<Span> spans, List<Span> others) {
        List<Span> apart = new ArrayList<>();
        int other = 0;
        for (Span span : spans) {
            while (other < others.size() && others.get(other).end <= span.start) {
                other++;
            }
            if (other == others.size() || !span.overlaps(others.get(other))) {
                apart.add(span);
            }
        }
        return apart;
    }
}
