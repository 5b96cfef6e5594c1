package io.textmill.bench;

import picocli.CommandLine.Command;

/** The benchmarks, each a command of its own. */
@Command(
        name = "bench",
        description = "Measures. Each benchmark is a command of its own.",
        subcommands = BenchDemo.class)
final class BenchCommand {}
