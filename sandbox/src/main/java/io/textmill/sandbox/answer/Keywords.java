package io.textmill.sandbox.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the words that a text comes back to, each at its first place; the most frequent first. */
final class Keywords {

    private static final int MOST = 5;
    private static final int LONGEST_HAN = 6;
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z-]{3,30}");

    private record Candidate(Span first, String word, int count) {
        double weight() {
            return Script.isHan(word.charAt(0)) ? (count - 0.9) * (word.length() - 1.2) : count - 0.9;
        }
    }

    private Keywords() {}

    static List<Span> find(String text) {
        Map<String, Candidate> candidates = new HashMap<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            String word = matcher.group().toLowerCase(Locale.ROOT);
            if (!Terms.isStopWord(word)) {
                count(candidates, word, new Span(matcher.start(), matcher.end()));
            }
        }
        for (int from = 0; from < text.length(); from++) {
            int end = from;
            while (end < text.length() && end - from < LONGEST_HAN && bears(text.charAt(end))) {
                end++;
                if (end - from > 1) {
                    count(candidates, text.substring(from, end), new Span(from, end));
                }
            }
        }
        return best(candidates);
    }

    private static List<Span> best(Map<String, Candidate> candidates) {
        List<Candidate> chosen = new ArrayList<>();
        candidates.values().stream()
                .sorted(Comparator.comparingDouble((Candidate candidate) -> -candidate.weight())
                        .thenComparingInt(candidate -> candidate.first().start())
                        .thenComparingInt(candidate -> -candidate.word().length()))
                .limit(10L * MOST)
                .filter(candidate -> chosen.size() < MOST && chosen.stream().noneMatch(other -> akin(other, candidate)))
                .forEach(chosen::add);
        return chosen.stream().map(Candidate::first).toList();
    }

    private static boolean akin(Candidate one, Candidate other) {
        return one.word().contains(other.word())
                || other.word().contains(one.word())
                || one.first().overlaps(other.first());
    }

    private static void count(Map<String, Candidate> candidates, String word, Span place) {
        candidates.merge(
                word,
                new Candidate(place, word, 1),
                (known, _) -> new Candidate(known.first(), word, known.count() + 1));
    }

    private static boolean bears(char c) {
        return Script.isHan(c) && Terms.FUNCTION_CHARACTERS.indexOf(c) < 0;
    }
}
