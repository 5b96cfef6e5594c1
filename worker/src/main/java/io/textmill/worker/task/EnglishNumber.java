package io.textmill.worker.task;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads whole numbers in English words: {@code twelve}, {@code two hundred and fifty-six thousand}. */
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

    private long total;
    private long below;
    private long lastScale = Long.MAX_VALUE;

    private EnglishNumber() {}

    /** The number; null when it is none. */
    static @Nullable BigDecimal parse(String text) {
        if (text.equals(UNITS.getFirst())) {
            return BigDecimal.ZERO;
        }
        EnglishNumber number = new EnglishNumber();
        String[] words = text.split("[\\s-]+", -1);
        for (int i = 0; i < words.length; i++) {
            boolean joins = words[i].equals("and") && i > 0 && i + 1 < words.length;
            boolean isOne = words[i].equals("a") && i == 0 && words.length > 1;
            if (!joins && !number.take(isOne ? "one" : words[i])) {
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
