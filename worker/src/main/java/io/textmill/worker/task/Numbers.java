package io.textmill.worker.task;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers as people write them: {@code 1,234.5}, {@code ¥3.2亿}, {@code 12 million}, {@code 三百二十}, {@code twenty-five}.
 * What could mean two numbers ({@code 1.234,5}, {@code 45%}, {@code about 500}) is none.
 */
final class Numbers {
    private static final Pattern NUMBER = Pattern.compile("(?:(?:us|hk)?\\$|[€£¥]|usd|rmb|cny|eur|gbp|人民币)?\\s*"
            + "([+-]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?|[+-]?\\.\\d+)\\s*"
            + "(万亿|亿|千万|百万|十万|万|千|thousand|million|billion|trillion|bn)?\\s*"
            + "(?:美元|欧元|港元|日元|英镑|人民币|元(?:人民币)?整?|dollars?|euros?|usd|rmb|cny|eur|gbp|个|名|人|家|项|次)?");
    private static final Map<String, String> SCALES = Map.ofEntries(
            Map.entry("千", "1E3"),
            Map.entry("十万", "1E5"),
            Map.entry("百万", "1E6"),
            Map.entry("千万", "1E7"),
            Map.entry("万亿", "1E12"),
            Map.entry("亿", "1E8"),
            Map.entry("万", "1E4"),
            Map.entry("thousand", "1E3"),
            Map.entry("million", "1E6"),
            Map.entry("billion", "1E9"),
            Map.entry("bn", "1E9"),
            Map.entry("trillion", "1E12"));

    private Numbers() {}

    static @Nullable BigDecimal parse(String text) {
        String plain = Plain.key(text).replace('\u2212', '-');
        if (plain.length() > 60) {
            return null;
        }
        Matcher number = NUMBER.matcher(plain);
        if (number.matches()) {
            BigDecimal value = new BigDecimal(number.group(1).replace(",", ""));
            String scale = number.group(2);
            return scale == null ? value : value.multiply(new BigDecimal(SCALES.get(scale)));
        }
        BigDecimal words = EnglishNumber.parse(plain);
        return words == null ? Han.number(plain) : words;
    }

    /** How a number may stand in a text: plain, and with thousands separators. */
    static List<String> forms(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        String grouped = String.format(Locale.ROOT, "%,." + Math.clamp(plain.scale(), 0, 20) + "f", plain);
        return List.of(plain.toPlainString(), grouped);
    }
}
