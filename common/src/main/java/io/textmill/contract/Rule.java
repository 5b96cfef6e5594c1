package io.textmill.contract;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a string field may be. Mirrors the JSON Schemas, which count in code points too.
 *
 * @param allows whether that string is allowed
 * @param words the same for people
 */
record Rule(Predicate<String> allows, String words) {

    private static final Pattern SOMETHING_VISIBLE = Pattern.compile(
            "[^\\u0000-\\u0020\\u007f-\\u00a0\\u1680\\u2000-\\u200b\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]");

    /** Text, not blank. */
    static Rule text(int max) {
        return new Rule(
                value -> isNotBlank(value) && Shown.length(value) <= max, "1 to " + max + " characters, not blank");
    }

    /** A name: text without control characters. */
    static Rule name(int max) {
        return new Rule(
                value -> isNotBlank(value)
                        && Shown.length(value) <= max
                        && value.chars().noneMatch(Character::isISOControl),
                "1 to " + max + " characters, not blank, no control characters");
    }

    /** A string that matches as a whole. */
    static Rule pattern(String regex, String words) {
        return new Rule(Pattern.compile(regex).asMatchPredicate(), words);
    }

    /** Whether there is anything but white space and control characters. */
    static boolean isNotBlank(String value) {
        return SOMETHING_VISIBLE.matcher(value).find();
    }
}
