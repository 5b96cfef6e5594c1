package io.textmill.worker.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
final class Suggestion {
    private Suggestion() {}

    /** What to add to a message about an unknown name. */
    static String of(String name, Collection<String> known) {
        return nearest(name, known)
                .map(meant -> "did you mean " + meant + "?")
                .orElse("known here: " + String.join(", ", known));
    }

    /** The nearest known name, if one is near; upper case, {@code -} and {@code _} count for nothing. */
    private static Optional<String> nearest(String name, Collection<String> known) {
        var folded = fold(name);
        var bound = folded.length() < 4 ? 1 : 2;
        return known.stream()
                .filter(candidate -> distance(folded, fold(candidate)) <= bound)
                .min(Comparator.comparingInt(candidate -> distance(folded, fold(candidate))));
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** Levenshtein's edit distance. */
    static int distance(String a, String b) {
        var above = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(above[j - 1] + change, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
