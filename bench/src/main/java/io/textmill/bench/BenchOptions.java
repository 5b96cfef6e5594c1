package io.textmill.bench;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every benchmark can be told. */
public final class BenchOptions {
    @Option(names = "--quick", description = "fewer rounds, at most 5 minutes")
    public boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "write all figures as JSON")
    public @Nullable Path json;

    @Option(names = "--record", description = "write a dated page with a plot under bench/results")
    public boolean record;

    @Option(names = "--check", description = "exit with 1 when a goal of bench/goals.json is missed")
    public boolean check;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "of everything that is drawn at random (default ${DEFAULT-VALUE})")
    public long seed = 1;

    /** Whether a check is wanted, of at most 5 minutes. */
    public boolean quick() {
        return quick;
    }

    public long seed() {
        return seed;
    }

    /** The options as they were given, for the record. */
    public String asCommand(String bench) {
        return "./textmill bench " + bench + (quick ? " --quick" : "") + " --seed " + seed;
    }
}
