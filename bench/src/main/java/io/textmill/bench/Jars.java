package io.textmill.bench;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the programs stand that the bench starts: in the clone that this class was built in.
 *
 * @param root the clone
 */
public record Jars(Path root) {

    /** The clone of the running bench: its classes are in {@code bench/target}, as a jar or as a folder. */
    public static Jars ofThisBuild() {
        try {
            Path here = Path.of(Jars.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return new Jars(here.resolve("../../..").normalize());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("cannot tell where the bench was built", e);
        }
    }

    Path sandbox() {
        return built("sandbox");
    }

    Path worker() {
        return built("worker");
    }

    private Path built(String module) {
        Path jar = root.resolve(module).resolve("target").resolve("textmill-" + module + ".jar");
        if (!Files.isRegularFile(jar)) {
            throw new Failed(jar + " is missing; build it with ./mvnw -DskipTests package");
        }
        return jar;
    }
}
