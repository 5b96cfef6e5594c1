package io.textmill.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The temporary folder of one run: configuration, logs, Kafka's data. Its logs are kept unless nobody will need them. */
public final class RunFolder {
    private final Path path;
    /** Written by the run, read by whichever thread tidies up. */
    private volatile boolean needed = true;

    private RunFolder(Path path) {
        this.path = path;
    }

    /** A new one in the system's temporary folder. */
    public static RunFolder create(String prefix) {
        try {
            return new RunFolder(Files.createTempDirectory(prefix));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** All went well: the logs say nothing that anybody wants to know. */
    public void notNeeded() {
        needed = false;
    }

    /** Deletes Kafka's data, and the whole folder where it is not needed. For the end, when nothing runs in it. */
    public void tidy() {
        Path unwanted = needed ? path.resolve("kafka") : path;
        if (!Files.exists(unwanted)) {
            return;
        }
        try (Stream<Path> files = Files.walk(unwanted)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException _) {
            // A temporary folder: what is left of it is the system's to clean.
        }
    }
}
