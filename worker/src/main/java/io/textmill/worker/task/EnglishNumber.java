package io.textmill.worker.task;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads numbers in English words: {@code twelve}, {@code two hundred and fifty-six thousand}, {@code minus one point five}. */
final class EnglishNumber {
    private static final List<String> UNITS = List.of(
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
            List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final Map<String, Long> SCALES = Map.of(
            "thousand", 1_000L, "million", 1_000_000L, "billion", 1_000_000_000L, "trillion", 1_000_000_000_000L);

    private static final List<String> SIGNS = List.of("minus", "negative");
    private static final int MOST_DECIMALS = 9;

    private long total;
    private long below;
    private long lastScale = Long.MAX_VALUE;

    private EnglishNumber() {}

    /** The number, of words in lower case; null when it is none. */
    static @Nullable BigDecimal parse(String text) {
        List<String> words = List.of(text.strip().split("[\\s-]+", -1));
        boolean negative = SIGNS.contains(words.getFirst());
        List<String> unsigned = words.subList(negative ? 1 : 0, words.size());
        int point = unsigned.indexOf("point");
        BigDecimal whole = whole(point < 0 ? unsigned : unsigned.subList(0, point));
        String decimals = point < 0 ? "" : decimals(unsigned.subList(point + 1, unsigned.size()));
        if (whole == null || decimals == null) {
            return null;
        }
        BigDecimal value = new BigDecimal(whole.toPlainString() + decimals);
        return negative ? value.negate() : value;
    }

    /** Digit by digit behind the point; null when they are none, or too many. */
    private static @Nullable String decimals(List<String> words) {
        StringBuilder decimals = new StringBuilder(".");
        for (String word : words) {
            int digit = UNITS.indexOf(word);
            if (digit < 0 || digit > 9) {
                return null;
            }
            decimals.append(digit);
        }
        return words.isEmpty() || words.size() > MOST_DECIMALS ? null : decimals.toString();
    }

    private static @Nullable BigDecimal whole(List<String> words) {
        if (words.equals(UNITS.subList(0, 1))) {
            return BigDecimal.ZERO;
        }
        if (words.isEmpty()) {
            return null;
        }
        EnglishNumber number = new EnglishNumber();
        for (int i = 0; i < words.size(); i++) {
            boolean joins = words.get(i).equals("and") && i > 0 && i + 1 < words.size();
            boolean isOne = words.get(i).equals("a") && i == 0 && words.size() > 1;
            if (!joins && !number.take(isOne ? "one" : words.get(i))) {
                return null;
            }
        }
        return BigDecimal.valueOf(number.total + number.below);
    }

    /** Whether the word can follow those before. */
    private boolean take(String word) {
        int unit = UNITS.indexOf(word);
        int ten = TENS.indexOf(word);
        Long scale = SCALES.get(word);
        if (unit > 0) {
            boolean fits = below % 100 == 0 || (unit < 10 && below % 100 >= 20 && below % 10 == 0);
            below += unit;
            return fits;
        }
        if (ten >= 0) {
            boolean fits = below % 100 == 0;
            below += 20 + 10L * ten;
            return fits;
        }
        if (word.equals("hundred")) {
            boolean fits = below > 0 && below < 20;
            below *= 100;
            return fits;
        }
        if (scale == null || below == 0 || scale >= lastScale) {
            return false;
        }
        total += below * scale;
        below = 0;
        lastScale = scale;
        return true;
    }
}
