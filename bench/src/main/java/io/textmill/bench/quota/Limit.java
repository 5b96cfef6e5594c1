package io.textmill.bench.quota;

import java.util.ArrayList;
import java.util.List;

/**
 * What the provider allows the whole fleet: so many calls in any second, ten times as many in any 10 seconds and sixty
 * times in any 60, and tokens in any 60 seconds.
 *
 * @param perSecond calls a second
 * @param tokensPerMinute tokens a minute; 0 for no limit
 */
public record Limit(int perSecond, int tokensPerMinute) {
    boolean countsTokens() {
        return tokensPerMinute > 0;
    }

    /** As the sandbox takes it. */
    List<String> sandboxOptions(String provider) {
        var calls = List.of(
                "--per-second",
                provider + "=" + perSecond,
                "--per-10s",
                provider + "=" + 10 * perSecond,
                "--per-minute",
                provider + "=" + 60 * perSecond);
        if (!countsTokens()) {
            return calls;
        }
        var all = new ArrayList<>(calls);
        all.addAll(List.of("--tokens-per-minute", provider + "=" + tokensPerMinute));
        return all;
    }

    /** As the worker's configuration takes it, all in one line. */
    String workerLimits(Arm arm, int workers, int inFlight) {
        return switch (arm) {
            // What is limited stands between the worker and the provider.
            case NAIVE -> "{inFlightPerWorker: %d}".formatted(inFlight);
            case BACKLOG, PARTITION, STATIC ->
                "{perSecond: %d, perMinute: %d, %sinFlightPerWorker: %d, allocator: %s, workers: %d}"
                        .formatted(
                                perSecond,
                                60 * perSecond,
                                countsTokens() ? "tokensPerMinute: " + tokensPerMinute + ", " : "",
                                inFlight,
                                arm.label(),
                                workers);
        };
    }
}
