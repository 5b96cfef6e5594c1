package io.textmill.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where the programs stand that the bench starts: in the clone that this class was built in.
 *
 * @param root the clone
 * @param bench the bench itself: its jar, or the folder of its classes
 */
public record Jars(Path root, Path bench) {

    /** The clone of the running bench: its classes are in {@code bench/target}, as a jar or as a folder. */
    public static Jars ofThisBuild() {
        try {
            Path here = Path.of(Jars.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return new Jars(here.resolve("../../..").normalize(), here);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("cannot tell where the bench was built", e);
        }
    }

    public Path sandbox() {
        return built("sandbox");
    }

    public Path worker() {
        return built("worker");
    }

    /** The benchmarks' program around Confluent's Parallel Consumer. */
    public Path parallelConsumer() {
        return built("bench/peers/parallel-consumer", "bench-parallel-consumer");
    }

    /** What that program stands on, as far as figures depend on it, by name. */
    public Map<String, String> parallelConsumerVersions() {
        Path lib = parallelConsumer().resolveSibling("lib");
        var versions = new LinkedHashMap<String, String>();
        versions.put("parallel consumer", version(lib, "parallel-consumer-core"));
        versions.put("its kafka clients", version(lib, "kafka-clients"));
        return versions;
    }

    private static String version(Path lib, String artifact) {
        try (Stream<Path> jars = Files.list(lib)) {
            return jars.map(jar -> jar.getFileName().toString())
                    .filter(name -> name.startsWith(artifact + "-"))
                    .map(name -> name.substring(artifact.length() + 1, name.length() - ".jar".length()))
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + lib, e);
        }
    }

    private Path built(String module) {
        return built(module, module);
    }

    private Path built(String folder, String name) {
        Path jar = root.resolve(folder).resolve("target").resolve("textmill-" + name + ".jar");
        if (!Files.isRegularFile(jar)) {
            throw new Failed(jar + " is missing; build it with ./mvnw -DskipTests package");
        }
        return jar;
    }
}
