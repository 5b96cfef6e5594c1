package io.textmill.worker.task;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers as people write them: {@code 1,234.5}, {@code ¥3.2亿}, {@code 12 million}, {@code 三百二十}, {@code twelve}.
 * What could mean two numbers ({@code 1.234,5}, {@code 45%}, {@code about 500}) is none.
 */
final class Numbers {
    private static final Pattern NUMBER = Pattern.compile("(?:us\\$|[$€£¥]|usd|rmb|cny|eur|gbp)?\\s*"
            + "([+-]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?|[+-]?\\.\\d+)\\s*"
            + "(万亿|亿|千万|百万|十万|万|thousand|million|billion|trillion|bn)?\\s*"
            + "(?:美元|欧元|人民币|元|dollars?|euros?|usd|rmb|cny|eur|gbp|个|名|人|家|项|次)?");
    private static final Map<String, String> SCALES = Map.ofEntries(
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
    private static final String DIGITS = "零一二三四五六七八九";

    private Numbers() {}

    static @Nullable BigDecimal parse(String text) {
        String plain = Plain.key(text);
        if (plain.length() > 60) {
            return null;
        }
        Matcher number = NUMBER.matcher(plain);
        if (number.matches()) {
            BigDecimal value = new BigDecimal(number.group(1).replace(",", ""));
            String scale = number.group(2);
            return scale == null ? value : value.multiply(new BigDecimal(SCALES.get(scale)));
        }
        BigDecimal words = NumberWords.parse(plain);
        return words == null ? signedChinese(plain.replace('負', '负').replace('點', '点')) : words;
    }

    /** With a sign before it, and decimals behind a point: {@code 负零点五}. */
    private static @Nullable BigDecimal signedChinese(String text) {
        String unsigned = text.startsWith("负") ? text.substring(1) : text;
        int point = unsigned.indexOf('点');
        BigDecimal whole = chinese(point < 0 ? unsigned : unsigned.substring(0, point));
        StringBuilder decimals = new StringBuilder();
        for (char c : point < 0 ? new char[0] : unsigned.substring(point + 1).toCharArray()) {
            decimals.append(DIGITS.indexOf(c == '〇' ? '零' : c));
        }
        boolean valid = point < 0 || decimals.toString().matches("\\d+");
        if (whole == null || !valid) {
            return null;
        }
        BigDecimal value = point < 0 ? whole : new BigDecimal(whole.toPlainString() + "." + decimals);
        return text.startsWith("负") ? value.negate() : value;
    }

    /** How a number may stand in a text: plain, and with thousands separators. */
    static List<String> forms(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        String grouped = String.format(Locale.ROOT, "%,." + Math.clamp(plain.scale(), 0, 20) + "f", plain);
        return List.of(plain.toPlainString(), grouped);
    }

    /** Strict: every unit smaller than the one before, so that {@code 三五} or {@code 二百三} is no number. */
    private static @Nullable BigDecimal chinese(String text) {
        String plain = text.replace('两', '二').replace('〇', '零');
        if (plain.length() == 1 && DIGITS.contains(plain)) {
            return BigDecimal.valueOf(DIGITS.indexOf(plain));
        }
        long total = 0;
        int from = 0;
        for (Map.Entry<String, Long> unit : List.of(Map.entry("亿", 100_000_000L), Map.entry("万", 10_000L))) {
            int at = plain.indexOf(unit.getKey(), from);
            if (at >= 0) {
                long section = section(plain.substring(from, at));
                if (section < 1) {
                    return null;
                }
                total += section * unit.getValue();
                from = at + 1;
            }
        }
        long rest = from == plain.length() && from > 0 ? 0 : section(plain.substring(from));
        return rest < 0 ? null : BigDecimal.valueOf(total + rest);
    }

    /** A number below ten thousand; -1 when it is none. */
    private static long section(String text) {
        long total = 0;
        int digit = -1;
        int lastUnit = 10_000;
        boolean zero = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int unit = c == '千' ? 1000 : c == '百' ? 100 : c == '十' ? 10 : 0;
            if (unit > 0) {
                boolean bareTen = unit == 10 && digit < 0 && i == 0;
                if (unit >= lastUnit || (digit <= 0 && !bareTen)) {
                    return -1;
                }
                total += (long) unit * (bareTen ? 1 : digit);
                lastUnit = unit;
                digit = -1;
                zero = false;
                continue;
            }
            int next = DIGITS.indexOf(c);
            if (next < 0 || digit >= 0) {
                return -1;
            }
            if (next == 0) {
                zero = true;
            } else {
                digit = next;
            }
        }
        boolean complete = !text.isEmpty() && (digit < 0 || lastUnit == 10 || zero || text.length() == 1);
        return complete ? total + Math.max(digit, 0) : -1;
    }
}
