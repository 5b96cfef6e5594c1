package io.textmill.bench.answers;

import io.textmill.bench.Children;
import io.textmill.bench.WorkerChild;
import io.textmill.contract.Topics;
import io.textmill.sandbox.kafka.EmbeddedKafka;
import io.textmill.sandbox.provider.ProviderKind;
import io.textmill.sandbox.provider.Simulator;
import io.textmill.sandbox.provider.SimulatorSettings;
import io.textmill.sandbox.provider.Testimony;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A broker and the four providers in this process, and one worker as a process of its own. */
final class Site implements AutoCloseable {
    private static final int PARTITIONS = 6;

    /** Few enough that packing finds jobs that wait; the providers answer at once. */
    private static final int IN_FLIGHT = 8;

    /** The longest texts take some two hundred calls of a provider that takes 512 bytes. */
    private static final int MAX_CALLS = 500;

    private final EmbeddedKafka kafka;
    private final List<Simulator> providers;
    private final WorkerChild worker;
    private final Map<String, Testimony> testimonies;

    private Site(
            EmbeddedKafka kafka, List<Simulator> providers, WorkerChild worker, Map<String, Testimony> testimonies) {
        this.kafka = kafka;
        this.providers = providers;
        this.worker = worker;
        this.testimonies = testimonies;
    }

    /** Starts all and waits until the worker has joined its group. */
    static Site start(Path folder, Children children, Arm arm, long seed) throws InterruptedException {
        var settings = SimulatorSettings.defaults().withSeed(seed).withMessiness(arm.messiness());
        var testimonies = new ConcurrentHashMap<String, Testimony>();
        EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"));
        var providers = new ArrayList<Simulator>();
        try {
            kafka.createTopics(PARTITIONS, Topics.DEFAULT);
            for (ProviderKind kind : ProviderKind.values()) {
                Simulator provider = Simulator.start(kind, settings);
                provider.tell(testimony -> testimonies.put(testimony.id(), testimony));
                providers.add(provider);
            }
            WorkerChild worker = WorkerChild.start(children, folder, "worker", yaml(kafka, providers, arm));
            return new Site(kafka, providers, worker, testimonies);
        } catch (RuntimeException | InterruptedException e) {
            providers.forEach(Simulator::close);
            kafka.close();
            throw e;
        }
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    WorkerChild worker() {
        return worker;
    }

    /** What the providers know of each call, by its number. */
    Map<String, Testimony> testimonies() {
        return Map.copyOf(testimonies);
    }

    @Override
    public void close() {
        worker.close();
        providers.forEach(Simulator::close);
        kafka.close();
    }

    private static String yaml(EmbeddedKafka kafka, List<Simulator> providers, Arm arm) {
        var yaml = new StringBuilder("""
            worker: {id: answers}
            kafka: {bootstrapServers: "%s"}
            tasks:
              summarize: {provider: %s, maxCharacters: 200}
              sentiment: {provider: %s%s}
              extraction: {provider: %s}
            jobs: {maxCalls: %d}
            engine: {drain: 45s}
            admin: {host: 127.0.0.1, port: 0}
            log: {level: warn}
            providers:
            """.formatted(
                        kafka.bootstrapServers(),
                        Arm.CHAT,
                        Arm.CHAT,
                        arm.pack() == 0 ? "" : ", pack: {max: " + arm.pack() + "}",
                        Arm.CHAT,
                        MAX_CALLS));
        providers.forEach(provider ->
                yaml.append("  %s: {kind: %s, baseUrl: \"%s\", %s, timeout: 30s, limits: {inFlightPerWorker: %d}}%n"
                        .formatted(
                                provider.kind().wireName(),
                                provider.kind().wireName(),
                                provider.baseUrl(),
                                account(provider, arm),
                                IN_FLIGHT)));
        return yaml.toString();
    }

    /** Chat without its JSON mode, in which no answer would be messy, and with the prompt that a context of 8k tokens has. */
    private static String account(Simulator provider, Arm arm) {
        var credentials = provider.credentials();
        String key = "key: \"" + credentials.key() + "\"";
        return switch (provider.kind()) {
            case JUHE -> key;
            case JUMDATA -> "appId: \"%s\", appSecret: \"%s\"".formatted(credentials.appId(), credentials.appSecret());
            case OPENAI_CHAT ->
                key
                        + ", model: \"%s\", structuredOutput: none, maxPromptCharacters: 24000, pack: %s"
                                .formatted(provider.kind().model(), arm.pack() > 0);
            case OPENAI_COMPLETIONS ->
                key + ", model: \"%s\"".formatted(provider.kind().model());
        };
    }
}
