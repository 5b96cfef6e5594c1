package io.textmill.sandbox.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Three nodes, each a process of its own, on loopback ports that they keep.
 *
 * <ul>
 *   <li>Every topic has three replicas, of which two must have a record before it counts.
 *   <li>A node can be killed and started again on its directory and ports; the others go on.
 *   <li>No node outlives this process.
 * </ul>
 *
 * <p>Any thread may use it; what is done to one node is for one thread at a time.
 */
public final class KafkaCluster implements AutoCloseable {
    /** How many nodes there are; their ids count from 1. */
    public static final int NODES = 3;

    private static final long RETRY_MILLIS = 100;

    private final Path dir;
    private final Layout layout;
    private final Map<String, String> overrides;
    private final Map<Integer, NodeChild> nodes = new ConcurrentHashMap<>();

    private KafkaCluster(Path dir, Layout layout, Map<String, String> overrides) {
        this.dir = dir;
        this.layout = layout;
        this.overrides = overrides;
    }

    /** Starts a new cluster whose logs live in that directory, which is created. */
    public static KafkaCluster start(Path dir) {
        return start(dir, Map.of());
    }

    /**
     * Starts a new cluster.
     *
     * @param dir where its logs live; created
     * @param overrides broker settings that win over the usual ones
     */
    public static KafkaCluster start(Path dir, Map<String, String> overrides) {
        var cluster = new KafkaCluster(dir, Layout.onFreePorts(NODES), overrides);
        try {
            Files.createDirectories(dir);
            // Together: none of them answers before two of them are there.
            IntStream.rangeClosed(1, NODES).forEach(cluster::begin);
            cluster.nodes.values().forEach(NodeChild::awaitReady);
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + dir, e);
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Where clients connect. */
    public String bootstrapServers() {
        return layout.bootstrapServers();
    }

    /** Creates the topics that do not exist yet, three replicas each, and returns when they can be used. */
    public void createTopics(int partitions, Collection<String> names) {
        createTopics(partitions, names, Map.of());
    }

    /** The same with settings of the topics' own. */
    public void createTopics(int partitions, Collection<String> names, Map<String, String> settings) {
        var topics = names.stream()
                .map(name -> new NewTopic(name, partitions, (short) NODES).configs(settings))
                .toList();
        TopicCreation.create(bootstrapServers(), topics);
    }

    /** Ends a node as SIGKILL does. */
    public void kill(int id) {
        node(id).kill();
    }

    /** Starts a node that was killed, and returns when it answers. */
    public void restart(int id) {
        begin(id);
        node(id).awaitReady();
    }

    /** The process of a node, for signals. */
    public long pid(int id) {
        return node(id).pid();
    }

    /**
     * Waits until every replica of every partition is in sync: only then can another node go without a partition stopping.
     *
     * @param patience how long at most; zero looks once
     * @return false when that takes longer
     */
    public boolean awaitInSync(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            while (!isInSync(admin)) {
                if (System.nanoTime() > end) {
                    return false;
                }
                Thread.sleep(RETRY_MILLIS);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while replicas catch up", e);
        }
    }

    /** The node that coordinates those transactions, which must have been begun once. */
    public int coordinatorOf(String transactionalId) {
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            return admin.describeTransactions(List.of(transactionalId))
                    .description(transactionalId)
                    .get()
                    .coordinatorId();
        } catch (ExecutionException e) {
            throw new IllegalStateException("no coordinator of " + transactionalId, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking for a coordinator", e);
        }
    }

    /** Ends all nodes. Not cleanly: the last two of a quorum cannot, and what was acknowledged is on disk anyway. */
    @Override
    public void close() {
        nodes.values().forEach(NodeChild::kill);
    }

    private void begin(int id) {
        nodes.put(id, NodeChild.start(new NodeSettings(layout, id, dir.resolve("node-" + id), overrides)));
    }

    private NodeChild node(int id) {
        NodeChild node = nodes.get(id);
        if (node == null) {
            throw new IllegalArgumentException("there is no node " + id + "; there are 1 to " + NODES);
        }
        return node;
    }

    private static boolean isInSync(Admin admin) throws InterruptedException {
        try {
            var names = admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get();
            return admin.describeTopics(names).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition ->
                            partition.isr().size() == partition.replicas().size());
        } catch (ExecutionException e) {
            // A node that is down answers nothing; the next try may reach another one.
            return false;
        }
    }
}
