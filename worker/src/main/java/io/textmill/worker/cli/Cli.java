package io.textmill.worker.cli;

import io.textmill.worker.config.ConfigException;
import io.textmill.worker.config.WorkerConfig;
import io.textmill.worker.estimate.Estimator;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Exit codes: 0 done, 1 failed, 2 wrong usage or configuration. */
@Command(
        name = "textmill",
        description = "A batch NLP worker driven by Kafka.",
        subcommands = CommandLine.HelpCommand.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Cli {
    private Cli() {}

    /**
     * Runs the command of those arguments and returns the exit code.
     *
     * @param launch runs a worker
     * @param rules what jobs are planned by, for an estimate
     */
    public static int run(
            String[] args,
            Map<String, String> environment,
            Clock clock,
            Launch launch,
            Function<WorkerConfig, Estimator.Rules> rules) {
        return new CommandLine(new Cli())
                .addSubcommand(new WorkerCommand(environment, launch))
                .addSubcommand(new ConfigCommand(environment))
                .addSubcommand(new CallsCommand(environment))
                .addSubcommand(new ReconcileCommand(environment, clock))
                .addSubcommand(new EstimateCommand(environment, rules))
                .addSubcommand(new VersionCommand())
                .setExecutionExceptionHandler((problem, command, _) -> {
                    if (problem instanceof ConfigException) {
                        command.getErr().println(problem.getMessage());
                        return CommandLine.ExitCode.USAGE;
                    }
                    throw problem;
                })
                .execute(args.length == 0 ? new String[] {"help"} : args);
    }
}
