package io.textmill.worker.text;

import java.util.BitSet;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds values in a source text: character for character, else after folding both (see {@link Folded}), else not at all.
 *
 * <p>Which occurrence: the first one that stands as whole words; where there is none, the first that cuts a word. A
 * grapheme cluster is never cut, and neither is a number: {@code 12} does not stand in {@code 3125}, {@code 12.5} or
 * {@code 12,000}. Time is linear in
 * the searched stretch and the value. Offsets are UTF-16 units of the source.
 */
public final class Grounding {
    private final String source;
    private final BitSet clusters;
    private final Folded folded;

    public Grounding(String source) {
        this.source = source;
        clusters = Cuts.clusters(source);
        folded = Folded.of(source, clusters);
    }

    /** A value as it is compared with others: folded, and in lower case. */
    public static String key(String value) {
        return Folded.of(value, Cuts.clusters(value)).text().toLowerCase(Locale.ROOT);
    }

    /** Where the value stands within that stretch of the source; null when it does not. */
    public @Nullable Span locate(String value, Span within) {
        if (value.isBlank()) {
            return null;
        }
        Span exact = exact(value.strip(), within);
        return exact != null ? exact : afterFolding(value, within);
    }

    private @Nullable Span exact(String value, Span within) {
        Choice choice = new Choice();
        Occurrences.find(
                value, source, within.start(), within.end(), at -> choice.offer(new Span(at, at + value.length())));
        return choice.chosen();
    }

    private @Nullable Span afterFolding(String value, Span within) {
        String wanted = Folded.of(value, Cuts.clusters(value)).text();
        int from = folded.firstFrom(within.start());
        int to = folded.firstFrom(within.end());
        Choice choice = new Choice();
        Occurrences.find(wanted, folded.text(), from, to, at -> {
            int end = at + wanted.length();
            if (!folded.isClusterStart(at) || !folded.isClusterStart(end)) {
                return false;
            }
            int last = folded.origin()[end - 1];
            return choice.offer(new Span(folded.origin()[at], clusters.nextSetBit(last + 1)));
        });
        return choice.chosen();
    }

    /** Keeps the best occurrence that was offered. */
    private final class Choice {
        private @Nullable Span whole;
        private @Nullable Span cutting;

        /** Whether no better one can come. */
        boolean offer(Span span) {
            if (!clusters.get(span.start()) || !clusters.get(span.end()) || cutsNumber(span)) {
                return false;
            }
            if (cutsWord(span.start()) || cutsWord(span.end())) {
                cutting = cutting == null ? span : cutting;
                return false;
            }
            whole = span;
            return true;
        }

        @Nullable
        Span chosen() {
            return whole != null ? whole : cutting;
        }
    }

    private boolean cutsNumber(Span span) {
        return isInNumber(span.start()) || isInNumber(span.end());
    }

    /** Between two digits, or beside the mark inside a number. */
    private boolean isInNumber(int at) {
        return (isDigit(at - 1) && (isDigit(at) || isMark(at))) || (isMark(at - 1) && isDigit(at));
    }

    private boolean isDigit(int at) {
        return at >= 0 && at < source.length() && Character.isDigit(source.charAt(at));
    }

    /** The point of a decimal, or the comma before thousands: {@code 1,2,3} and {@code 2019,300} are several numbers. */
    private boolean isMark(int at) {
        if (!isDigit(at - 1) || !isDigit(at + 1)) {
            return false;
        }
        return switch (source.charAt(at)) {
            case '.', '．' -> true;
            case ',', '，' -> digitsBefore(at) <= 3 && isDigit(at + 2) && isDigit(at + 3) && !isDigit(at + 4);
            default -> false;
        };
    }

    private int digitsBefore(int at) {
        int digits = 0;
        while (digits < 4 && isDigit(at - 1 - digits)) {
            digits++;
        }
        return digits;
    }

    private boolean cutsWord(int at) {
        return at > 0
                && at < source.length()
                && Scripts.isOfWord(source.codePointBefore(at))
                && Scripts.isOfWord(source.codePointAt(at));
    }
}
