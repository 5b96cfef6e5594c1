package io.textmill.sandbox;

import io.textmill.contract.Topics;
import io.textmill.sandbox.kafka.EmbeddedKafka;
import io.textmill.sandbox.provider.ProviderKind;
import io.textmill.sandbox.provider.Simulator;
import io.textmill.sandbox.provider.SimulatorSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** A Kafka node with the topics of all tasks, and one simulator of each provider. */
final class Sandbox implements AutoCloseable {

    private final EmbeddedKafka kafka;
    private final List<Simulator> simulators;

    private Sandbox(EmbeddedKafka kafka, List<Simulator> simulators) {
        this.kafka = kafka;
        this.simulators = simulators;
    }

    static Sandbox start(
            Path dir,
            int partitions,
            Topics topics,
            List<String> further,
            Function<ProviderKind, SimulatorSettings> settings) {
        var kafka = EmbeddedKafka.start(dir);
        kafka.createTopics(partitions, topics);
        kafka.createTopics(partitions, further);
        var simulators = Arrays.stream(ProviderKind.values())
                .map(kind -> Simulator.start(kind, settings.apply(kind)))
                .toList();
        return new Sandbox(kafka, simulators);
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    List<Simulator> simulators() {
        return simulators;
    }

    @Override
    public void close() {
        simulators.forEach(Simulator::close);
        kafka.close();
    }
}
