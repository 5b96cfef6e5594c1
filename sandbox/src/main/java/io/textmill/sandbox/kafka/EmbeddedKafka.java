package io.textmill.sandbox.kafka;

import io.textmill.contract.Task;
import io.textmill.contract.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

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
    private static final long TOPICS_TIMEOUT_SECONDS = 60;
    private static final long RETRY_MILLIS = 50;

    /** Of retry topics: their longest wait, and the week that an outage may take. */
    private static final String EIGHT_DAYS = "691200000";

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private EmbeddedKafka(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
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
                return startOnFreePorts(dir, overrides);
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

    /**
     * Creates the topics that do not exist yet and waits until every partition has a leader that answers. A producer that
     * starts sooner can have its first batch refused and its second accepted, and then hangs until its delivery timeout.
     */
    public void createTopics(int partitions, Collection<String> names) {
        createTopics(partitions, names, Map.of());
    }

    /** Creates every topic that a worker uses, as it expects them, as far as one node can. */
    public void createTopics(int partitions, Topics topics) {
        var retries = Arrays.stream(Task.values())
                .flatMap(task -> topics.retries(task).stream())
                .toList();
        var others = new ArrayList<>(topics.all());
        others.removeAll(retries);
        others.remove(topics.groups());
        createTopics(partitions, others);
        createTopics(partitions, retries, Map.of(TopicConfig.RETENTION_MS_CONFIG, EIGHT_DAYS));
        createTopics(
                1,
                List.of(topics.groups()),
                Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    /** The same with settings of the topics' own. */
    public void createTopics(int partitions, Collection<String> names, Map<String, String> settings) {
        var topics = names.stream()
                .map(name -> new NewTopic(name, partitions, (short) 1).configs(settings))
                .toList();
        var latest = names.stream()
                .flatMap(name ->
                        IntStream.range(0, partitions).mapToObj(partition -> new TopicPartition(name, partition)))
                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            for (var created : admin.createTopics(topics).values().values()) {
                awaitTopic(created);
            }
            awaitOffsets(admin, latest);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("topics " + names + " could not be created", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", e);
        }
    }

    /** Right after its creation a topic may be unknown still: the broker has not read its own news yet. */
    private static void awaitOffsets(Admin admin, Map<TopicPartition, OffsetSpec> latest)
            throws ExecutionException, InterruptedException, TimeoutException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TOPICS_TIMEOUT_SECONDS);
        while (true) {
            try {
                admin.listOffsets(latest).all().get(TOPICS_TIMEOUT_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RetriableException) || System.nanoTime() > end) {
                    throw e;
                }
                Thread.sleep(RETRY_MILLIS);
            }
        }
    }

    private static void awaitTopic(KafkaFuture<Void> created)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            created.get(TOPICS_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    /** Stops the node cleanly. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static EmbeddedKafka startOnFreePorts(Path dir, Map<String, String> overrides) {
        var ports = freePorts();
        var settings = new NodeSettings(dir, ports.getFirst(), ports.getLast(), overrides);
        formatIfNew(dir);
        var server = new KafkaRaftServer(new KafkaConfig(settings.properties(), false), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
        return new EmbeddedKafka(server, settings.bootstrapServers());
    }

    private static void formatIfNew(Path dir) {
        if (Files.exists(dir.resolve("meta.properties"))) {
            return;
        }
        try {
            Files.createDirectories(dir);
            new Formatter()
                    .setNodeId(NodeSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setDirectories(List.of(dir.toString()))
                    .setMetadataLogDirectory(dir.toString())
                    .setControllerListenerName(NodeSettings.CONTROLLER_LISTENER)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("the directory " + dir + " could not be formatted", e);
        }
    }

    /** Two ports that were free at the same moment. */
    private static List<Integer> freePorts() {
        var loopback = InetAddress.getLoopbackAddress();
        try (var first = new ServerSocket(0, 1, loopback);
                var second = new ServerSocket(0, 1, loopback)) {
            return List.of(first.getLocalPort(), second.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean causedByTakenPort(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .anyMatch(BindException.class::isInstance);
    }
}
