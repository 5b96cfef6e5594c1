package io.textmill.bench.quota;

import io.textmill.bench.Child;
import io.textmill.bench.Children;
import io.textmill.bench.Failed;
import io.textmill.bench.Jars;
import io.textmill.bench.SandboxReady;
import io.textmill.bench.WorkerChild;
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

/** Kafka, a provider that counts strictly, and a fleet of workers that changes: all processes of their own. */
final class Site implements AutoCloseable {
    static final String PROVIDER = "openai-chat";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration SANDBOX_GRACE = Duration.ofSeconds(17);

    /** Of each worker, at a time: more than its share of the rate needs at the provider's latency. */
    private static final int IN_FLIGHT = 40;

    private final Setting setting;
    private final Children children;
    private final Child sandbox;
    private final SandboxReady ready;
    private final List<WorkerChild> workers = new ArrayList<>();
    private final List<NaiveLimiter> limiters = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private int started;

    /**
     * What stays the same throughout a trial.
     *
     * @param folder where its files go
     * @param arm how the limit is divided
     * @param limit what the provider allows
     * @param workers how many workers there are at first, for the arms that must know
     * @param seed of the provider's answers and latencies
     */
    record Setting(Path folder, Arm arm, Limit limit, int workers, long seed) {}

    private Site(Setting setting, Jars jars, Children children) {
        this.setting = setting;
        this.children = children;
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-Xmx768m"));
        command.addAll(List.of("-jar", jars.sandbox().toString()));
        command.addAll(List.of("--dir", setting.folder().resolve("kafka").toString()));
        command.addAll(List.of("--partitions", Integer.toString(Load.PARTITIONS)));
        command.addAll(List.of("--seed", Long.toString(setting.seed())));
        command.addAll(List.of("--latency", "lognormal:300ms,0.4"));
        command.addAll(setting.limit().sandboxOptions(PROVIDER));
        Path log = setting.folder().resolve("sandbox.log");
        this.sandbox = children.start(new Child.Program("sandbox", command, true, log, SANDBOX_GRACE));
        this.ready = SandboxReady.parse(sandbox.firstLine(PATIENCE));
    }

    /** Starts Kafka and the provider. */
    static Site start(Setting setting, Jars jars, Children children) {
        try {
            Files.createDirectories(setting.folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Site(setting, jars, children);
    }

    String bootstrapServers() {
        return ready.bootstrapServers();
    }

    /** Starts so many more workers, and waits until they have joined the group. */
    void grow(int more) throws InterruptedException {
        var joining = new ArrayList<WorkerChild>();
        for (int each = 0; each < more; each++) {
            joining.add(startWorker(started++));
        }
        workers.addAll(joining);
        for (WorkerChild worker : joining) {
            worker.awaitReady();
        }
    }

    /** Tells the latest so many workers to stop, and does not wait for it. */
    void shrink(int fewer) {
        for (int each = 0; each < fewer; each++) {
            workers.removeLast().terminate();
        }
    }

    /** Ends a worker as SIGKILL does. */
    void killOne() {
        workers.removeFirst().kill();
    }

    /** What came to the provider so far; it is kept beside the logs as well. */
    Traffic traffic() throws InterruptedException {
        URI arrivals = ready.baseUrl(PROVIDER).resolve("/arrivals");
        try {
            var request = HttpRequest.newBuilder(arrivals)
                    .timeout(Duration.ofSeconds(20))
                    .build();
            String calls =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            Files.writeString(setting.folder().resolve("arrivals.json"), calls);
            return Traffic.parse(calls);
        } catch (IOException e) {
            throw new Failed("no answer from " + arrivals, e);
        }
    }

    void mustBeAlive() {
        sandbox.mustBeAlive();
        workers.forEach(WorkerChild::mustBeAlive);
    }

    /** Ends all without waiting for what they do: nothing more is measured. */
    @Override
    public void close() {
        workers.forEach(WorkerChild::kill);
        limiters.forEach(NaiveLimiter::close);
        http.shutdownNow();
        children.stop(sandbox);
    }

    private WorkerChild startWorker(int number) {
        String id = "quota-" + number;
        return WorkerChild.begin(children, setting.folder(), id, yaml(id), WorkerChild.SMALL);
    }

    private String yaml(String id) {
        Map<String, String> account = ready.accounts().getOrDefault(PROVIDER, Map.of());
        return """
            worker:
              id: %s
            kafka:
              bootstrapServers: %s
              group: textmill-quota
            tasks:
              %s: {provider: %s}
            engine:
              drain: 45s
            admin:
              host: 127.0.0.1
              port: 0
            providers:
              %s:
                kind: %s
                baseUrl: "%s"
                key: "%s"
                model: "%s"
                timeout: 30s
                limits: %s
            """.formatted(
                        id,
                        bootstrapServers(),
                        Jobs.TASK.wireName(),
                        PROVIDER,
                        PROVIDER,
                        PROVIDER,
                        provider(),
                        account.getOrDefault("key", ""),
                        account.getOrDefault("model", ""),
                        setting.limit().workerLimits(setting.arm(), setting.workers(), IN_FLIGHT));
    }

    /** Where a worker finds the provider. */
    private URI provider() {
        if (setting.arm() != Arm.NAIVE) {
            return ready.baseUrl(PROVIDER);
        }
        var limiter = NaiveLimiter.start(
                ready.baseUrl(PROVIDER), (double) setting.limit().perSecond() / setting.workers());
        limiters.add(limiter);
        return limiter.uri();
    }
}
