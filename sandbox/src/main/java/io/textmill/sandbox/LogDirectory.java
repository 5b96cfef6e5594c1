package io.textmill.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Where Kafka keeps its log.
 *
 * @param path the directory
 * @param temporary whether it is gone when it is closed
 */
record LogDirectory(Path path, boolean temporary) implements AutoCloseable {

    /** That directory, or a temporary one when it is null. */
    static LogDirectory of(@Nullable Path chosen) {
        try {
            return chosen != null
                    ? new LogDirectory(chosen, false)
                    : new LogDirectory(Files.createTempDirectory("textmill-sandbox-"), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (!temporary) {
            return;
        }
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
