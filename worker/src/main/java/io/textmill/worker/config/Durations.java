package io.textmill.worker.config;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as the file writes them: {@code 250ms}, {@code 10s}, {@code 2m}, {@code 24h}, {@code 7d}. */
final class Durations {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private Durations() {}

    /** The duration, or null when the text is none. */
    static @Nullable Duration parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        var count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    /** The form that people use: seconds below ten minutes, and no lone larger unit (24h rather than 1d). */
    static String print(Duration duration) {
        var ms = duration.toMillis();
        if (ms % 1000 != 0) {
            return ms + "ms";
        }
        var seconds = ms / 1000;
        if (seconds % 86_400 == 0 && seconds > 86_400) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0 && seconds > 3_600) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 && seconds >= 600 ? seconds / 60 + "m" : seconds + "s";
    }
}
