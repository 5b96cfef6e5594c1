package io.textmill.worker.task;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates as people write them: {@code 2026-03-05}, {@code 20260305}, {@code 2026年3月5日星期四}, {@code 二〇二六年三月五日},
 * {@code Thursday, March 5th, 2026}, {@code 5 Mar 2026}. A date that could be two ({@code 03/04/2026}), or lacks a part, is
 * none; where day and month are written as numbers before the year, one of them has to be above 12, or both the same.
 */
final class Dates {
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(\\d{4})\\s*([-/.年])\\s*(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})"
                    + "\\s*[日号]?(?:\\s*\\(?(?:星期|周|礼拜)[一二三四五六日天]\\)?)?(?:(?:t|\\s+)\\d{1,2}:\\d{2}.*)?");
    private static final Pattern HAN =
            Pattern.compile("([零〇○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]");
    private static final Pattern DIGITS = Pattern.compile("((?:19|20)\\d{2})(\\d{2})(\\d{2})");
    private static final String WEEKDAY =
            "(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,?\\s+)?";
    private static final Pattern MONTH_FIRST =
            Pattern.compile(WEEKDAY + "([a-z]+)\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?\\s*,?\\s*(\\d{4})");
    private static final Pattern DAY_FIRST = Pattern.compile(
            WEEKDAY + "(?:the\\s+)?(\\d{1,2})(?:st|nd|rd|th)?(?:\\s+of)?[\\s-]+([a-z]+)\\.?\\s*[,-]?\\s*(\\d{4})");
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})");
    private static final Map<String, Integer> MONTHS = months();

    private Dates() {}

    static @Nullable LocalDate parse(String text) {
        String plain = Plain.key(text);
        if (plain.length() > 40) {
            return null;
        }
        Matcher year = YEAR_FIRST.matcher(plain);
        if (year.matches()) {
            return date(year.group(1), number(year.group(3)), number(year.group(4)));
        }
        Matcher han = HAN.matcher(plain);
        if (han.matches()) {
            return date(Han.digits(han.group(1)), Han.belowHundred(han.group(2)), Han.belowHundred(han.group(3)));
        }
        Matcher digits = DIGITS.matcher(plain);
        if (digits.matches()) {
            return date(digits.group(1), number(digits.group(2)), number(digits.group(3)));
        }
        Matcher month = MONTH_FIRST.matcher(plain);
        if (month.matches()) {
            return date(month.group(3), MONTHS.getOrDefault(month.group(1), 0), number(month.group(2)));
        }
        Matcher day = DAY_FIRST.matcher(plain);
        if (day.matches()) {
            return date(day.group(3), MONTHS.getOrDefault(day.group(2), 0), number(day.group(1)));
        }
        Matcher numbers = NUMBERS.matcher(plain);
        return numbers.matches()
                ? unambiguous(numbers.group(3), number(numbers.group(1)), number(numbers.group(2)))
                : null;
    }

    private static @Nullable LocalDate unambiguous(String year, int first, int second) {
        if (first == second || second > 12) {
            return date(year, first, second);
        }
        return first > 12 ? date(year, second, first) : null;
    }

    private static @Nullable LocalDate date(String year, int month, int day) {
        try {
            return LocalDate.of(number(year), month, day);
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    private static Map<String, Integer> months() {
        Map<String, Integer> months = new HashMap<>();
        for (Month month : Month.values()) {
            for (TextStyle style : List.of(TextStyle.FULL, TextStyle.SHORT)) {
                months.put(month.getDisplayName(style, Locale.ENGLISH).toLowerCase(Locale.ROOT), month.getValue());
            }
        }
        months.put("sept", 9);
        return Map.copyOf(months);
    }
}
