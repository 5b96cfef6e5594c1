package io.textmill.worker.cli;

import io.textmill.worker.config.ConfigException;
import java.util.Map;
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

    /** Runs the command of those arguments and returns the exit code. */
    public static int run(String[] args, Map<String, String> environment, Launch launch) {
        return new CommandLine(new Cli())
                .addSubcommand(new WorkerCommand(environment, launch))
                .addSubcommand(new ConfigCommand(environment))
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
