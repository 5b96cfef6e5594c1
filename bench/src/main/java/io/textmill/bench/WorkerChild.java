package io.textmill.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A worker as a process of its own, from the class path of the bench, that has joined its group. */
public final class WorkerChild implements AutoCloseable {
    /** A JVM starts, on what may be a small machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Above the drain budget that its configuration has. */
    private static final Duration GRACE = Duration.ofSeconds(50);

    private final Children children;
    private final Child child;
    private final URI admin;
    private final HttpClient http = HttpClient.newHttpClient();

    private WorkerChild(Children children, Child child, URI admin) {
        this.children = children;
        this.child = child;
        this.admin = admin;
    }

    /**
     * Starts a worker and waits until it has joined.
     *
     * @param folder where its files go
     * @param id its name in that folder
     * @param configuration its whole configuration, with a drain of at most 45 s
     */
    public static WorkerChild start(Children children, Path folder, String id, String configuration)
            throws InterruptedException {
        Path ready = folder.resolve(id + ".ready");
        Path config = folder.resolve(id + ".yaml");
        try {
            Files.writeString(config, configuration);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + config, e);
        }
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Xmx768m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.textmill.worker.Main",
                "worker",
                "--config",
                config.toString(),
                "--ready-file",
                ready.toString());
        Child child = children.start(new Child.Program(id, command, false, folder.resolve(id + ".log"), GRACE));
        return new WorkerChild(children, child, awaitReady(child, ready));
    }

    private static URI awaitReady(Child child, Path ready) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(ready)) {
            child.mustBeAlive();
            if (System.nanoTime() > end) {
                throw new Failed("the worker did not join its group within " + PATIENCE.toSeconds() + " s; see "
                        + ready.resolveSibling("."));
            }
            Thread.sleep(20);
        }
        try {
            JsonNode told = Json.MAPPER.readTree(Files.readString(ready));
            return URI.create(told.required("admin").asString());
        } catch (IOException | JacksonException e) {
            throw new Failed("cannot read " + ready, e);
        }
    }

    /** Throws {@link Failed} with the end of its log when it is gone. */
    public void mustBeAlive() {
        child.mustBeAlive();
    }

    /** What its metrics say now. */
    public Scrape scrape() throws InterruptedException {
        var request = HttpRequest.newBuilder(admin.resolve("/metrics"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return Scrape.parse(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new Failed("no answer from " + request.uri(), e);
        }
    }

    /** Tells it to stop, and waits until it is gone. */
    @Override
    public void close() {
        http.shutdownNow();
        children.stop(child);
    }
}
