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
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A worker as a process of its own, from the class path of the bench. */
public final class WorkerChild implements AutoCloseable {
    /** JVM options where many share a small machine: they start quickly rather than run quickly. */
    public static final List<String> SMALL = List.of("-XX:TieredStopAtLevel=1", "-Xmx256m");

    /** JVMs start, on what may be a small machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Above the drain budget that its configuration has. */
    private static final Duration GRACE = Duration.ofSeconds(50);

    private final Children children;
    private final Child child;
    private final Path ready;
    private final HttpClient http = HttpClient.newHttpClient();

    private WorkerChild(Children children, Child child, Path ready) {
        this.children = children;
        this.child = child;
        this.ready = ready;
    }

    /**
     * Starts a worker, and does not wait until it has joined its group.
     *
     * @param folder where its files go
     * @param id its name in that folder
     * @param configuration its whole configuration, with a drain of at most 45 s
     * @param jvm options of its JVM
     */
    public static WorkerChild begin(Children children, Path folder, String id, String configuration, List<String> jvm) {
        Path ready = folder.resolve(id + ".ready");
        Path config = folder.resolve(id + ".yaml");
        try {
            Files.writeString(config, configuration);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + config, e);
        }
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"));
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.textmill.worker.Main", "worker"));
        command.addAll(List.of("--config", config.toString(), "--ready-file", ready.toString()));
        Child child = children.start(new Child.Program(id, command, false, folder.resolve(id + ".log"), GRACE));
        return new WorkerChild(children, child, ready);
    }

    /** Starts a worker and waits until it has joined its group. */
    public static WorkerChild start(Children children, Path folder, String id, String configuration)
            throws InterruptedException {
        WorkerChild worker = begin(children, folder, id, configuration, List.of("-Xmx768m"));
        worker.awaitReady();
        return worker;
    }

    /** Waits until it has joined its group. */
    public void awaitReady() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(ready)) {
            mustBeAlive();
            if (System.nanoTime() > end) {
                throw new Failed("a worker did not join its group within " + PATIENCE.toSeconds() + " s; see "
                        + ready.resolveSibling("."));
            }
            Thread.sleep(20);
        }
    }

    private URI admin() {
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

    /** Tells it to stop, and does not wait for that. */
    public void terminate() {
        child.terminate();
    }

    /** Ends it as SIGKILL does. */
    public void kill() {
        child.kill();
    }

    /** What its metrics say now. */
    public Scrape scrape() throws InterruptedException {
        var request = HttpRequest.newBuilder(admin().resolve("/metrics"))
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
