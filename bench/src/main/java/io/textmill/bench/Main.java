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
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The demo and the benchmarks from the command line. */
@Command(
        name = "textmill",
        description = "The demo and the benchmarks.",
        subcommands = {DemoCommand.class, BenchCommand.class})
public final class Main {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "show this and exit")
    boolean help;

    private Main() {}

    /** Runs a command; the exit status is 0 when all it checks holds, 1 when not, 2 when it was called wrongly. */
    public static void main(String[] args) {
        // Not logback.xml: the worker has one, and may share a class path with the bench in tests.
        System.setProperty("logback.configurationFile", "bench-logback.xml");
        Screen screen = Screen.ofThisProcess(System.getenv("TEXTMILL_COLUMNS"));
        int status = new CommandLine(new Main(), new CommandFactory(screen))
                .setExecutionExceptionHandler((failure, _, _) -> {
                    explain(failure);
                    return 1;
                })
                .execute(args);
        System.exit(status);
    }

    private static void explain(Exception failure) {
        if (failure instanceof Failed) {
            System.err.println("textmill: " + failure.getMessage());
        } else {
            failure.printStackTrace();
        }
    }

    /** Gives the commands the screen. */
    private record CommandFactory(Screen screen) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (type == DemoCommand.class) {
                return type.cast(new DemoCommand(screen));
            }
            if (type == BenchDemo.class) {
                return type.cast(new BenchDemo(screen));
            }
            if (type == RollingCommand.class) {
                return type.cast(new RollingCommand(screen));
            }
            if (type == ChaosCommand.class) {
                return type.cast(new ChaosCommand(screen));
            }
            if (type == BenchEngine.class) {
                return type.cast(new BenchEngine(screen));
            }
            if (type == QuotaCommand.class) {
                return type.cast(new QuotaCommand(screen));
            }
            if (type == SpendCommand.class) {
                return type.cast(new SpendCommand(screen));
            }
            if (type == OutageCommand.class) {
                return type.cast(new OutageCommand(screen));
            }
            if (type == JournalCommand.class) {
                return type.cast(new JournalCommand(screen));
            }
            if (type == AnswersCommand.class) {
                return type.cast(new AnswersCommand(screen));
            }
            if (type == ParsingCommand.class) {
                return type.cast(new ParsingCommand(screen));
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
