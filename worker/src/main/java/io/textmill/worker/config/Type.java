package io.textmill.worker.config;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What values a key takes.
 *
 * @param name for the reference, such as {@code duration}
 * @param allowed completes "must be …"
 * @param standIn a valid value with which reading goes on after a wrong one; never leaves the package
 * @param form which YAML values are accepted, and whether they may be shown
 * @param parse the value, or null when the text is none
 * @param print the inverse of {@code parse}
 */
record Type<T>(String name, String allowed, T standIn, Form form, Parse<T> parse, Function<T, String> print) {

    /** Reads a value. */
    @FunctionalInterface
    interface Parse<T> {
        @Nullable
        T parse(String text);
    }

    /** How a value is written. */
    enum Form {
        /** A string; a number must be put in quotes, because YAML would change some (0123, 1e5). */
        TEXT,
        /** A string, never shown. */
        SECRET,
        /** Any single value. */
        ANY
    }

    /** The value as the effective configuration shows it. */
    String shown(T value) {
        return form == Form.SECRET ? MASK : print.apply(value);
    }

    static final String MASK = "********";
}
