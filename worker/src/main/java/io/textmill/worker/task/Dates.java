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

/** Reads dates as people write them. A date that could be two ({@code 03/04/2025}), or lacks a part, is none. */
final class Dates {
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(\\d{4})\\s*([-/.年])\\s*(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})\\s*[日号]?(?:t.*)?");
    private static final Pattern MONTH_FIRST =
            Pattern.compile("([a-z]+)\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?\\s*,?\\s*(\\d{4})");
    private static final Pattern DAY_FIRST =
            Pattern.compile("(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?([a-z]+)\\.?\\s*,?\\s*(\\d{4})");
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
