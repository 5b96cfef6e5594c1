package io.textmill.worker.provider;

import java.math.BigDecimal;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads how long a provider asks to wait, in this order: {@code retry-after-ms}, {@code Retry-After} in seconds or as an
 * HTTP date, {@code x-ratelimit-reset-*} of the limits that have nothing left. What cannot be read is no hint, and none
 * is longer than ten minutes.
 */
final class WaitHints {
    /**
     * Longer than a limit per minute, the usual reason, ever needs; a hint of years, by mistake or from a proxy, must not
     * stop a provider until somebody restarts the worker.
     */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final String REMAINING = "x-ratelimit-remaining-";
    private static final String RESET = "x-ratelimit-reset-";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
    private static final Pattern GO_PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ns|us|µs|μs|ms|s|m|h)");
    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "μs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    private WaitHints() {}

    static @Nullable Duration of(HttpHeaders headers, Instant now) {
        return first(headers, "retry-after-ms")
                .map(value -> times(value, 1_000_000))
                .or(() -> first(headers, "Retry-After").map(value -> retryAfter(value, now)))
                .or(() -> Optional.ofNullable(exhaustedReset(headers)))
                .map(wait -> wait.compareTo(LONGEST) <= 0 ? wait : LONGEST)
                .orElse(null);
    }

    private static Optional<String> first(HttpHeaders headers, String name) {
        return headers.firstValue(name).map(String::strip);
    }

    private static @Nullable Duration retryAfter(String value, Instant now) {
        Duration seconds = times(value, 1_000_000_000);
        return seconds != null ? seconds : untilDate(value, now);
    }

    private static @Nullable Duration untilDate(String value, Instant now) {
        try {
            Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return then.isBefore(now) ? Duration.ZERO : Duration.between(now, then);
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** The longest reset among the limits of which nothing is left: all of them have to be free again. */
    private static @Nullable Duration exhaustedReset(HttpHeaders headers) {
        return headers.map().keySet().stream()
                .filter(name -> name.regionMatches(true, 0, REMAINING, 0, REMAINING.length()))
                .filter(name -> headers.firstValue(name).orElse("").strip().equals("0"))
                .map(name -> reset(headers.allValues(RESET + name.substring(REMAINING.length()))))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The first of those values, a number of seconds or a Go duration; null when it is neither. */
    static @Nullable Duration reset(List<String> values) {
        if (values.isEmpty()) {
            return null;
        }
        String value = values.getFirst().strip();
        Duration seconds = times(value, 1_000_000_000);
        return seconds != null ? seconds : goDuration(value);
    }

    /** Such as {@code 1s}, {@code 6m0s}, {@code 12ms} and {@code 1h2m3.5s}; null for anything else. */
    static @Nullable Duration goDuration(String value) {
        Matcher part = GO_PART.matcher(value);
        Duration sum = Duration.ZERO;
        int end = 0;
        while (part.find() && part.start() == end) {
            Duration piece = times(part.group(1), Objects.requireNonNull(NANOS.get(part.group(2))));
            if (piece == null) {
                return null;
            }
            sum = sum.plus(piece);
            end = part.end();
        }
        return end == 0 || end < value.length() ? null : sum;
    }

    private static @Nullable Duration times(String number, long nanos) {
        if (!NUMBER.matcher(number).matches()) {
            return null;
        }
        BigDecimal total = new BigDecimal(number).multiply(BigDecimal.valueOf(nanos));
        BigDecimal[] parts = total.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
        return Duration.ofSeconds(parts[0].longValue(), parts[1].intValue());
    }
}
