package io.textmill.worker.task;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads English numbers in words: {@code twelve}, {@code minus one hundred and five}, {@code zero point eight}. Strict: a
 * scale is smaller than the one before it, so that {@code two thousand twenty million} or {@code five two} is no number.
 */
final class NumberWords {
    private static final List<String> SMALL = List.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    private static final List<String> TENS =
            List.of("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final Map<String, Long> SCALES =
            Map.of("thousand", 1_000L, "million", 1_000_000L, "billion", 1_000_000_000L);

    private NumberWords() {}

    /** The number that the words are, in lower case; null when they are none. */
    static @Nullable BigDecimal parse(String words) {
        List<String> tokens = Arrays.asList(words.strip().split("[\\s-]+", -1));
        boolean negative = List.of("minus", "negative").contains(tokens.getFirst());
        List<String> unsigned = tokens.subList(negative ? 1 : 0, tokens.size());
        int point = unsigned.indexOf("point");
        long whole = point == 0 ? 0 : whole(point < 0 ? unsigned : unsigned.subList(0, point));
        String decimals = point < 0 ? "" : decimals(unsigned.subList(point + 1, unsigned.size()));
        if (whole < 0 || decimals == null) {
            return null;
        }
        BigDecimal value = new BigDecimal(whole + decimals);
        return negative ? value.negate() : value;
    }

    /** Digit by digit behind the point. */
    private static @Nullable String decimals(List<String> tokens) {
        StringBuilder decimals = new StringBuilder(".");
        for (String token : tokens) {
            int digit = SMALL.indexOf(token);
            if (digit < 0 || digit > 9) {
                return null;
            }
            decimals.append(digit);
        }
        return tokens.isEmpty() ? null : decimals.toString();
    }

    /** -1 when the words are no number. */
    private static long whole(List<String> tokens) {
        long total = 0;
        long last = Long.MAX_VALUE;
        int from = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Long scale = SCALES.get(tokens.get(i));
            if (scale != null) {
                long group = belowThousand(tokens.subList(from, i));
                if (group < 1 || scale >= last) {
                    return -1;
                }
                total += group * scale;
                last = scale;
                from = i + 1;
            }
        }
        if (from == tokens.size()) {
            return from == 0 ? -1 : total;
        }
        List<String> rest = tokens.subList(from, tokens.size());
        boolean joined = from > 0 && rest.size() > 1 && rest.getFirst().equals("and");
        long group = belowThousand(joined ? rest.subList(1, rest.size()) : rest);
        return group < 0 || (group == 0 && from > 0) ? -1 : total + group;
    }

    private static long belowThousand(List<String> tokens) {
        int hundred = tokens.indexOf("hundred");
        if (hundred < 0) {
            return belowHundred(tokens);
        }
        long hundreds = hundred == 1 ? SMALL.indexOf(tokens.getFirst()) : -1;
        List<String> rest = tokens.subList(hundred + 1, tokens.size());
        boolean joined = rest.size() > 1 && rest.getFirst().equals("and");
        long tens = rest.isEmpty() ? 0 : belowHundred(joined ? rest.subList(1, rest.size()) : rest);
        boolean valid = hundreds > 0 && hundreds < 10 && tens >= 0 && (rest.isEmpty() || tens > 0);
        return valid ? 100 * hundreds + tens : -1;
    }

    private static long belowHundred(List<String> tokens) {
        if (tokens.isEmpty() || tokens.size() > 2 || tokens.getFirst().isEmpty()) {
            return -1;
        }
        int tens = TENS.indexOf(tokens.getFirst());
        if (tokens.size() == 1) {
            return tens >= 2 ? 10L * tens : SMALL.indexOf(tokens.getFirst());
        }
        int unit = SMALL.indexOf(tokens.getLast());
        return tens >= 2 && unit > 0 && unit < 10 ? 10L * tens + unit : -1;
    }
}
