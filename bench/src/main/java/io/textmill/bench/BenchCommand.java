package io.textmill.bench;

import io.textmill.bench.answers.AnswersCommand;
import io.textmill.bench.chaos.ChaosCommand;
import io.textmill.bench.chaos.RollingCommand;
import io.textmill.bench.engine.BenchEngine;
import io.textmill.bench.journal.JournalCommand;
import io.textmill.bench.outage.OutageCommand;
import io.textmill.bench.parsing.ParsingCommand;
import io.textmill.bench.quota.QuotaCommand;
import io.textmill.bench.spend.SpendCommand;
import picocli.CommandLine.Command;

/** The benchmarks, each a command of its own. */
@Command(
        name = "bench",
        description = "Measures. Each benchmark is a command of its own.",
        subcommands = {
            BenchDemo.class,
            BenchEngine.class,
            ChaosCommand.class,
            RollingCommand.class,
            QuotaCommand.class,
            SpendCommand.class,
            OutageCommand.class,
            JournalCommand.class,
            AnswersCommand.class,
            ParsingCommand.class
        })
final class BenchCommand {}
