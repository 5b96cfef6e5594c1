package io.textmill.bench.outage;

import io.textmill.bench.Children;
import io.textmill.bench.WorkerChild;
import io.textmill.contract.Topics;
import io.textmill.sandbox.kafka.EmbeddedKafka;
import io.textmill.sandbox.provider.Fault;
import io.textmill.sandbox.provider.Latency;
import io.textmill.sandbox.provider.Ledger;
import io.textmill.sandbox.provider.ProviderKind;
import io.textmill.sandbox.provider.Simulator;
import io.textmill.sandbox.provider.SimulatorSettings;
import java.nio.file.Path;
import java.time.Duration;

/** A broker and a provider in this process, and one worker as a process of its own. */
final class Site implements AutoCloseable {
    static final String PROVIDER = "model";

    private static final int PARTITIONS = 6;
    private static final Latency LATENCY = new Latency.LogNormal(Duration.ofMillis(300), 0.4);

    /** More than the limit needs at that latency. */
    private static final int IN_FLIGHT = 100;

    private final EmbeddedKafka kafka;
    private final Simulator provider;
    private final WorkerChild worker;

    private Site(EmbeddedKafka kafka, Simulator provider, WorkerChild worker) {
        this.kafka = kafka;
        this.provider = provider;
        this.worker = worker;
    }

    /** Starts all three and waits until the worker has joined its group. */
    static Site start(Path folder, Children children, Plan plan, long seed) throws InterruptedException {
        var settings = SimulatorSettings.defaults().withSeed(seed).withLatency(LATENCY);
        EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"));
        Simulator provider = Simulator.start(ProviderKind.OPENAI_CHAT, settings);
        try {
            kafka.createTopics(PARTITIONS, Topics.DEFAULT);
            return new Site(
                    kafka, provider, WorkerChild.start(children, folder, "worker", yaml(kafka, provider, plan)));
        } catch (RuntimeException | InterruptedException e) {
            provider.close();
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

    /** The provider's books. */
    Ledger ledger() {
        return provider.ledger();
    }

    /** Lets the provider do what it does in that phase. */
    void enter(Phase phase) {
        switch (phase) {
            case NORMAL -> {}
            case DOWN -> provider.goDown();
            case RECOVERED -> provider.comeBack();
            case ERRORS -> provider.spoil(Phase.ERROR_SHARE, Fault.status(503, ""));
            case STORM -> provider.spoil(1, Fault.code("rate_limit_exceeded"));
            case AFTER -> provider.spoil(0, Fault.none());
        }
    }

    @Override
    public void close() {
        worker.close();
        provider.close();
        kafka.close();
    }

    private static String yaml(EmbeddedKafka kafka, Simulator provider, Plan plan) {
        return """
            worker: {id: outage}
            kafka: {bootstrapServers: "%s"}
            tasks:
              sentiment: {provider: %s}
            engine: {drain: 45s}
            admin: {host: 127.0.0.1, port: 0}
            providers:
              %s:
                kind: openai-chat
                baseUrl: "%s"
                key: "%s"
                model: "%s"
                timeout: 20s
                limits: {perSecond: %d, inFlightPerWorker: %d}
                retry: {attempts: %d}
            """.formatted(
                        kafka.bootstrapServers(),
                        PROVIDER,
                        PROVIDER,
                        provider.baseUrl(),
                        provider.credentials().key(),
                        provider.kind().model(),
                        plan.limit().perSecond(),
                        IN_FLIGHT,
                        plan.attempts());
    }
}
