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
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The whole chain as processes of its own: a sandbox, and one worker that has joined its group.
 *
 * <p>Everything it writes is in one folder: the worker's configuration, both logs, Kafka's data. Its processes belong to
 * the {@link Children} that it was started among.
 */
final class Chain {
    /** Three JVMs start on what may be a small machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Above the time that the sandbox gives itself. */
    private static final Duration SANDBOX_GRACE = Duration.ofSeconds(17);
    /** Above the worker's own drain budget. */
    private static final Duration WORKER_GRACE = Duration.ofSeconds(50);

    private static final Duration POLL = Duration.ofMillis(50);

    private final Path folder;
    private final Children children;
    private final SandboxReady sandbox;
    private final Child worker;
    private final URI admin;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /**
     * How to start it.
     *
     * @param folder where its files go
     * @param sandboxOptions passed to the sandbox
     * @param jvmOptions for both processes
     * @param inFlightPerProvider calls at a time to one provider
     */
    record Settings(Path folder, List<String> sandboxOptions, List<String> jvmOptions, int inFlightPerProvider) {
        /** What the worker's configuration allows for one job. */
        static final int MAX_CALLS = 200;
    }

    private Chain(Path folder, Children children, SandboxReady sandbox, Child worker, URI admin) {
        this.folder = folder;
        this.children = children;
        this.sandbox = sandbox;
        this.worker = worker;
        this.admin = admin;
    }

    /** Starts both and waits until the worker is ready for jobs. */
    static Chain start(Jars jars, Settings settings, Children children) {
        Path folder = settings.folder();
        var sandboxCommand = java(jars.sandbox(), settings.jvmOptions());
        sandboxCommand.addAll(List.of("--dir", folder.resolve("kafka").toString()));
        sandboxCommand.addAll(settings.sandboxOptions());
        var sandboxProgram = new Child.Program("sandbox", sandboxCommand, true, sandboxLog(folder), SANDBOX_GRACE);
        SandboxReady sandbox = SandboxReady.parse(children.start(sandboxProgram).firstLine(PATIENCE));

        Path readyFile = folder.resolve("worker-ready.json");
        var config = new WorkerConfig("demo-1", sandbox, settings.inFlightPerProvider(), Settings.MAX_CALLS);
        write(config(folder), config.yaml());
        var workerCommand = java(jars.worker(), settings.jvmOptions());
        workerCommand.addAll(List.of("worker", "--config", config(folder).toString()));
        workerCommand.addAll(List.of("--ready-file", readyFile.toString()));
        Child worker =
                children.start(new Child.Program("worker", workerCommand, false, workerLog(folder), WORKER_GRACE));

        URI admin = awaitReadyFile(worker, readyFile);
        var chain = new Chain(folder, children, sandbox, worker, admin);
        chain.awaitReady();
        return chain;
    }

    SandboxReady sandbox() {
        return sandbox;
    }

    /** Where the worker answers for its health and its metrics. */
    URI admin() {
        return admin;
    }

    Path config() {
        return config(folder);
    }

    Path workerLog() {
        return workerLog(folder);
    }

    Path sandboxLog() {
        return sandboxLog(folder);
    }

    /** Throws {@link Failed} with the end of its log when the worker is gone. */
    void mustBeAlive() {
        worker.mustBeAlive();
    }

    /** Stops the worker alone; when this returns it has drained, and nothing more of it will appear. */
    void stopWorker() {
        children.stop(worker);
    }

    /** What each provider's own books say, asked now. */
    Map<String, Books> ledgers() {
        var books = new TreeMap<String, Books>();
        for (String provider : sandbox.accounts().keySet()) {
            URI ledger = sandbox.baseUrl(provider).resolve("/ledger?entries=true");
            try {
                books.put(
                        provider,
                        Books.ofLedger(Json.MAPPER.readTree(get(ledger).body())));
            } catch (JacksonException e) {
                throw new Failed("the ledger at " + ledger + " is not the JSON that was agreed", e);
            }
        }
        return books;
    }

    private static List<String> java(Path jar, List<String> jvmOptions) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    private static Path config(Path folder) {
        return folder.resolve("worker.yaml");
    }

    private static Path workerLog(Path folder) {
        return folder.resolve("worker.log");
    }

    private static Path sandboxLog(Path folder) {
        return folder.resolve("sandbox.log");
    }

    private static URI awaitReadyFile(Child worker, Path readyFile) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            worker.mustBeAlive();
            try {
                JsonNode ready = Json.MAPPER.readTree(Files.readString(readyFile));
                return URI.create(ready.required("admin").asString());
            } catch (IOException | JacksonException _) {
                // Not there yet, or not written to its end.
                pause();
            }
        }
        throw new Failed("the worker did not join its group within " + PATIENCE.toSeconds() + " s; its log says why");
    }

    private void awaitReady() {
        URI ready = admin.resolve("/health/ready");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (get(ready).statusCode() != 200) {
            worker.mustBeAlive();
            if (System.nanoTime() > end) {
                throw new Failed(ready + " does not say that the worker is ready; see " + workerLog());
            }
            pause();
        }
    }

    private HttpResponse<String> get(URI uri) {
        try {
            var request =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Failed("no answer from " + uri, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed("interrupted while asking " + uri, e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed("interrupted while waiting for the worker", e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
