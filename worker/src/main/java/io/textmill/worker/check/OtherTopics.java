package io.textmill.worker.check;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The topics that are not the engine's own.
 *
 * @param calls where calls are recorded, for the comparison with bills; null when unknown
 * @param budget where caps are shared; null when there are none
 * @param journals where calls are noted, by the input's topic; empty when they are not
 */
public record OtherTopics(@Nullable String calls, @Nullable String budget, Map<String, String> journals) {
    /** Bills come a month later, and are disputed a month after that. */
    static final Duration CALLS = Duration.ofDays(90);

    /** A month's leases count until its end; with half a month to spare. */
    static final Duration BUDGET = Duration.ofDays(45);

    /** None of them. */
    static final OtherTopics NONE = new OtherTopics(null, null, Map.of());
}
