package io.textmill.sandbox.kafka;

import io.textmill.contract.Task;
import io.textmill.contract.Topics;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * One KRaft node in this JVM on free loopback ports.
 *
 * <ul>
 *   <li>It speaks to clients as a broker of production does: transactions, the new consumer groups, no topics that
 *       spring up by themselves.
 *   <li>It can be closed and started again on the same directory; topics, records and offsets are still there.
 * </ul>
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final int START_ATTEMPTS = 3;
    private static final int NODE_ID = 1;

    private final Node node;
    private final String bootstrapServers;

    private EmbeddedKafka(Node node, String bootstrapServers) {
        this.node = node;
        this.bootstrapServers = bootstrapServers;
    }

    /** Starts a node whose log lives in that directory, which is created and formatted when it is new. */
    public static EmbeddedKafka start(Path dir) {
        return start(dir, Map.of());
    }

    /**
     * Starts a node.
     *
     * @param dir where its log lives
     * @param overrides broker settings that win over the usual ones
     */
    public static EmbeddedKafka start(Path dir, Map<String, String> overrides) {
        for (int attempt = 1; ; attempt++) {
            try {
                Layout layout = Layout.onFreePorts(1);
                Node node = Node.start(new NodeSettings(layout, NODE_ID, dir, overrides));
                return new EmbeddedKafka(node, layout.bootstrapServers());
            } catch (RuntimeException e) {
                // Between finding a free port and binding it, another process may take it.
                if (attempt == START_ATTEMPTS || !causedByTakenPort(e)) {
                    throw e;
                }
            }
        }
    }

    /** Where clients connect. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Creates the topics that do not exist yet, and returns when they can be used. */
    public void createTopics(int partitions, Collection<String> names) {
        createTopics(partitions, names, Map.of());
    }

    /** The same with settings of the topics' own. */
    public void createTopics(int partitions, Collection<String> names, Map<String, String> settings) {
        var topics = names.stream()
                .map(name -> new NewTopic(name, partitions, (short) 1).configs(settings))
                .toList();
        TopicCreation.create(bootstrapServers, topics);
    }

    /** Creates every topic that a worker uses, as it expects them, as far as one node can. */
    public void createTopics(int partitions, Topics topics) {
        var retries = Arrays.stream(Task.values())
                .flatMap(task -> topics.retries(task).stream())
                .toList();
        var others = new ArrayList<>(topics.all());
        others.removeAll(retries);
        var journals = Arrays.stream(Task.values()).map(topics::journal).toList();
        others.removeAll(journals);
        others.removeAll(List.of(topics.groups(), topics.calls(), topics.budget()));
        createTopics(partitions, others);
        createTopics(partitions, List.of(topics.calls()), Map.of(TopicConfig.RETENTION_MS_CONFIG, days(90)));
        createTopics(1, List.of(topics.budget()), Map.of(TopicConfig.RETENTION_MS_CONFIG, days(45)));
        // Their longest wait, and the week that an outage may take.
        createTopics(partitions, retries, Map.of(TopicConfig.RETENTION_MS_CONFIG, days(8)));
        createTopics(
                partitions,
                journals,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        "compact,delete",
                        TopicConfig.RETENTION_MS_CONFIG,
                        days(8),
                        TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                        "0.1",
                        TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                        "600000"));
        createTopics(
                1,
                List.of(topics.groups()),
                Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    private static String days(int days) {
        return Long.toString(Duration.ofDays(days).toMillis());
    }

    /** Stops the node cleanly. */
    @Override
    public void close() {
        node.close();
    }

    private static boolean causedByTakenPort(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .anyMatch(BindException.class::isInstance);
    }
}
