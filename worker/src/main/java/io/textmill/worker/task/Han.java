package io.textmill.worker.task;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers in Chinese characters: {@code 三百二十}, {@code 负一点五}, {@code 壹仟贰佰万}. Strict: every unit is smaller than
 * the one before, so that {@code 三五} or {@code 二百三}, which could be two numbers, is none.
 */
final class Han {
    private static final String DIGITS = "零一二三四五六七八九";
    private static final String OTHER_WRITINGS = "〇○两壹贰叁肆伍陆柒捌玖拾佰仟負點";
    private static final String WRITINGS = "零零二一二三四五六七八九十百千负点";
    private static final Map<Character, Long> MYRIADS = Map.of('亿', 100_000_000L, '万', 10_000L);

    private Han() {}

    /** The number; null when it is none. */
    static @Nullable BigDecimal number(String text) {
        String plain = plain(text);
        if (plain.startsWith("负")) {
            BigDecimal positive = positive(plain.substring(1));
            return positive == null ? null : positive.negate();
        }
        return positive(plain);
    }

    /** {@code 二〇二六} as 2026: one digit for each character, which all have to be digits. */
    static String digits(String text) {
        StringBuilder digits = new StringBuilder();
        plain(text).chars().forEach(c -> digits.append(DIGITS.indexOf(c)));
        return digits.toString();
    }

    /** A number below a hundred; 0 when it is none. */
    static int belowHundred(String text) {
        long number = section(plain(text));
        return number > 0 && number < 100 ? (int) number : 0;
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text);
        for (int i = 0; i < plain.length(); i++) {
            int other = OTHER_WRITINGS.indexOf(plain.charAt(i));
            if (other >= 0) {
                plain.setCharAt(i, WRITINGS.charAt(other));
            }
        }
        return plain.toString();
    }

    private static @Nullable BigDecimal positive(String plain) {
        int point = plain.indexOf('点');
        if (point < 0) {
            long whole = whole(plain);
            return whole < 0 ? null : BigDecimal.valueOf(whole);
        }
        String decimals = plain.substring(point + 1);
        long whole = whole(plain.substring(0, point));
        boolean read = whole >= 0
                && !decimals.isEmpty()
                && decimals.length() <= 9
                && decimals.chars().allMatch(c -> DIGITS.indexOf(c) >= 0);
        return read ? new BigDecimal(whole + "." + digits(decimals)) : null;
    }

    /** A whole number; -1 when it is none. */
    private static long whole(String plain) {
        long total = 0;
        int from = 0;
        for (char unit : new char[] {'亿', '万'}) {
            int at = plain.indexOf(unit, from);
            if (at >= 0) {
                long section = section(plain.substring(from, at));
                if (section < 1) {
                    return -1;
                }
                total += section * MYRIADS.getOrDefault(unit, 0L);
                from = at + 1;
            }
        }
        long rest = from == plain.length() && from > 0 ? 0 : section(plain.substring(from));
        return rest < 0 ? -1 : total + rest;
    }

    /** A number below ten thousand; -1 when it is none. */
    private static long section(String text) {
        if (text.length() == 1 && DIGITS.contains(text)) {
            return DIGITS.indexOf(text);
        }
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
