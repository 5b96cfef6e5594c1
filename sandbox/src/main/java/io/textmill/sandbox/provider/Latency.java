package io.textmill.sandbox.provider;

import java.time.Duration;
import java.util.SplittableRandom;

/** How long a model takes to answer. Refusals come at once. */
public sealed interface Latency {

    /** No wait. */
    static Latency none() {
        return new Constant(Duration.ZERO);
    }

    /** Always the same. */
    record Constant(Duration by) implements Latency {}

    /**
     * Log-normal: most answers near the median, a few far above it.
     *
     * @param median half of the answers come sooner
     * @param sigma the spread of the logarithm; 0.4 has one answer in a hundred beyond 2.5 times the median
     */
    record LogNormal(Duration median, double sigma) implements Latency {}

    /** The latency of call number {@code call} of that seed. */
    default Duration of(long seed, long call) {
        return switch (this) {
            case Constant(Duration by) -> by;
            case LogNormal(Duration median, double sigma) -> {
                double gauss = new SplittableRandom(seed ^ Ids.mix(call)).nextGaussian();
                yield Duration.ofNanos(Math.round(median.toNanos() * Math.exp(sigma * gauss)));
            }
        };
    }

    /**
     * Reads {@code constant:20ms} or {@code lognormal:200ms,0.4}.
     *
     * @throws IllegalArgumentException when it is neither
     */
    static Latency parse(String text) {
        var parts = text.split("[:,]", -1);
        if (parts.length == 2 && parts[0].equals("constant")) {
            return new Constant(Durations.parse(parts[1]));
        }
        if (parts.length == 3 && parts[0].equals("lognormal") && parts[2].matches("[0-9]+(\\.[0-9]+)?")) {
            return new LogNormal(Durations.parse(parts[1]), Double.parseDouble(parts[2]));
        }
        throw new IllegalArgumentException("latency must be like constant:20ms or lognormal:200ms,0.4, not " + text);
    }
}
