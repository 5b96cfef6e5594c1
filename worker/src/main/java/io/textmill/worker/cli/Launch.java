package io.textmill.worker.cli;

import io.textmill.worker.config.WorkerConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Runs a worker. */
@FunctionalInterface
public interface Launch {
    /**
     * Works until told to stop.
     *
     * @param readyFile where to say that the worker has joined its group, for whoever started it; null for nowhere
     * @return the exit code
     */
    int run(WorkerConfig config, @Nullable Path readyFile) throws Exception;
}
