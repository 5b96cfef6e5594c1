package io.textmill.sandbox;

import io.textmill.sandbox.provider.Latency;
import io.textmill.sandbox.provider.ProviderKind;
import io.textmill.sandbox.provider.SimulatorSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the process's simulators behave, as given on the command line. */
final class ProviderOptions {

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed of answers and latencies.")
    private long seed;

    @Option(
            names = "--latency",
            paramLabel = "LATENCY",
            defaultValue = "constant:0ms",
            converter = LatencyConverter.class,
            description = "constant:20ms or lognormal:200ms,0.4 (median, sigma).")
    private Latency latency = Latency.none();

    @Option(
            names = "--messiness",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Share of answers in messy shapes, 0 to 1.")
    private double messiness;

    @Option(names = "--gullible", description = "The model obeys instructions inside the text.")
    private boolean gullible;

    @Mixin
    private LimitOptions limits = new LimitOptions();

    /** The settings of that provider's simulator. */
    SimulatorSettings settings(ProviderKind kind) {
        return SimulatorSettings.defaults()
                .withSeed(seed)
                .withLatency(latency)
                .withMessiness(messiness)
                .withGullible(gullible)
                .withLimits(limits.of(kind));
    }
}
