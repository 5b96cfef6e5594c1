package io.textmill.bench.chaos;

import io.textmill.sandbox.kafka.EmbeddedKafka;
import io.textmill.sandbox.kafka.KafkaCluster;
import io.textmill.worker.engine.Input;
import io.textmill.worker.engine.RetryTier;
import java.util.List;
import java.util.Map;

/** Where workers meet: the topics on some brokers, and the provider. */
final class Site implements AutoCloseable {
    static final String GROUP = "chaos";
    static final String JOBS = "chaos.jobs";
    static final String RETRIES = "chaos.retry.";
    static final String RESULTS = "chaos.results";
    static final String DEAD_LETTERS = "chaos.dead-letters";
    static final String MARKERS = "chaos.groups";

    /** The topic of the shortest waits, the only ones there are here. */
    static final String FIRST_RETRIES = RETRIES + RetryTier.TEN_SECONDS.label();

    private static final Input INPUT = new Input(JOBS, RETRIES);
    private static final int INPUT_PARTITIONS = 12;
    private static final int OUTPUT_PARTITIONS = 6;

    private final String bootstrapServers;
    private final ProviderStub stub = ProviderStub.start();

    private Site(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Creates the topics on those brokers, and starts the provider. */
    static Site on(KafkaCluster cluster) {
        create(cluster::createTopics);
        return new Site(cluster.bootstrapServers());
    }

    /** Creates the topics on that broker, and starts the provider. */
    static Site on(EmbeddedKafka kafka) {
        create(kafka::createTopics);
        return new Site(kafka.bootstrapServers());
    }

    /** Creates topics: so many partitions, names, settings. */
    private interface Creation {
        void create(int partitions, List<String> names, Map<String, String> settings);
    }

    private static void create(Creation brokers) {
        brokers.create(INPUT_PARTITIONS, INPUT.topics().toList(), Map.of());
        brokers.create(OUTPUT_PARTITIONS, List.of(RESULTS, DEAD_LETTERS), Map.of());
        brokers.create(1, List.of(MARKERS), Map.of("cleanup.policy", "compact"));
    }

    /** The id of a worker's transactions, as the engine makes it. */
    static String transactionsOf(int worker) {
        return GROUP + "-w" + worker + "-0";
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    ProviderStub stub() {
        return stub;
    }

    /** Stops the provider. */
    @Override
    public void close() {
        stub.close();
    }
}
