package io.textmill.worker.cli;

import io.textmill.worker.config.WorkerConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code textmill worker}. */
@Command(
        name = "worker",
        description = "Takes jobs, calls the providers, publishes one result for each job. Stops on SIGTERM, after the"
                + " calls in flight.",
        mixinStandardHelpOptions = true)
final class WorkerCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Launch launch;

    @Option(names = "--config", defaultValue = "textmill.yaml", description = "The configuration (${DEFAULT-VALUE}).")
    private Path config = Path.of("textmill.yaml");

    @Option(names = "--ready-file", description = "Written when the worker has joined its group, with its address.")
    private @Nullable Path readyFile;

    WorkerCommand(Map<String, String> environment, Launch launch) {
        this.environment = environment;
        this.launch = launch;
    }

    @Override
    public Integer call() throws Exception {
        return launch.run(WorkerConfig.load(config, environment), readyFile);
    }
}
