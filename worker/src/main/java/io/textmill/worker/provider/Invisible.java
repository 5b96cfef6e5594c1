package io.textmill.worker.provider;

import java.util.regex.Pattern;

/** What {@link String#isBlank()} misses: text of which a reader sees nothing is no answer, no number and no prompt. */
public final class Invisible {
    /** Control and format characters, all spaces and separators, and the letters and marks that print nothing. */
    private static final Pattern SOMETHING_VISIBLE =
            Pattern.compile("[^\\p{Cc}\\p{Cf}\\p{Z}\\u034F\\u115F\\u1160\\u2800\\u3164\\uFE00-\\uFE0F\\uFFA0]");

    private Invisible() {}

    /** Whether nothing of it can be seen. */
    public static boolean is(String text) {
        return !SOMETHING_VISIBLE.matcher(text).find();
    }
}
