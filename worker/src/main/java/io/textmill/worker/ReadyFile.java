package io.textmill.worker;

import io.textmill.worker.engine.EngineStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** Tells whoever started the worker, by a file, that it has joined its group and where it listens. */
final class ReadyFile {
    private ReadyFile() {}

    /** Writes the file once the engine runs; never when it stops before. */
    static void writeOnceRunning(Path file, String worker, String admin, Supplier<EngineStatus> status) {
        String json = JsonMapper.shared().writeValueAsString(Map.of("worker", worker, "admin", admin));
        Thread.ofVirtual().name("ready-file").start(() -> {
            try {
                while (status.get().phase() == EngineStatus.Phase.JOINING) {
                    Thread.sleep(10);
                }
                if (status.get().phase() == EngineStatus.Phase.RUNNING) {
                    // Moved into place, so that nobody reads half of it.
                    Path written = Files.writeString(file.resolveSibling(file.getFileName() + ".part"), json);
                    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
