package io.textmill.worker.provider;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the provider's limits a minute stand, as the {@code x-ratelimit-*} headers of OpenAI and of many others tell.
 *
 * @param requests null when nothing usable is told
 * @param tokens null when nothing usable is told
 */
public record Allowances(
        @Nullable Allowance requests, @Nullable Allowance tokens) {
    /** Nothing is told. */
    public static final Allowances NONE = new Allowances(null, null);

    /** What takes longer to be full again is a limit of an hour or a day. */
    private static final Duration MINUTE = Duration.ofSeconds(70);

    /**
     * One limit.
     *
     * @param limit what may be used in a minute, above 0
     * @param remaining what is left of it, from 0 to {@code limit}
     */
    public record Allowance(double limit, double remaining) {}

    static Allowances of(HttpHeaders headers) {
        return new Allowances(allowance(headers, "requests"), allowance(headers, "tokens"));
    }

    private static @Nullable Allowance allowance(HttpHeaders headers, String what) {
        Optional<Double> limit = number(headers, "x-ratelimit-limit-" + what);
        Optional<Double> remaining = number(headers, "x-ratelimit-remaining-" + what);
        Duration reset = WaitHints.reset(headers.allValues("x-ratelimit-reset-" + what));
        if (limit.isEmpty() || remaining.isEmpty() || reset == null || reset.compareTo(MINUTE) > 0) {
            return null;
        }
        return limit.get() < 1 || remaining.get() > limit.get() ? null : new Allowance(limit.get(), remaining.get());
    }

    /** A number that is not negative: Azure sends -1 for what it does not know. */
    private static Optional<Double> number(HttpHeaders headers, String name) {
        return headers.firstValue(name)
                .map(String::strip)
                .filter(value -> value.matches("\\d{1,12}"))
                .map(Double::valueOf);
    }
}
