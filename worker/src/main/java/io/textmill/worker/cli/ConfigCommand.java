package io.textmill.worker.cli;

import io.textmill.worker.config.WorkerConfig;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code textmill config}. */
@Command(name = "config", description = "Looks at a configuration.", mixinStandardHelpOptions = true)
final class ConfigCommand {
    private final Map<String, String> environment;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    ConfigCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Command(
            name = "check",
            description = "Says all that is wrong with a configuration, or what is in effect (secrets masked).",
            mixinStandardHelpOptions = true)
    int check(@Parameters(paramLabel = "FILE") Path file) {
        WorkerConfig config = WorkerConfig.load(file, environment);
        var out = spec.commandLine().getOut();
        out.print(config.describe());
        config.warnings().forEach(warning -> out.println("# warning: " + warning));
        out.flush();
        return 0;
    }
}
