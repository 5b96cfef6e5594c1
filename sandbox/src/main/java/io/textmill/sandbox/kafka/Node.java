package io.textmill.sandbox.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** One KRaft node that runs in this JVM, broker and controller at once. */
final class Node implements AutoCloseable {
    private final KafkaRaftServer server;

    private Node(KafkaRaftServer server) {
        this.server = server;
    }

    /** Starts a node; its directory is created and formatted when it is new. */
    static Node start(NodeSettings settings) {
        formatIfNew(settings);
        var server = new KafkaRaftServer(new KafkaConfig(settings.properties(), false), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
        return new Node(server);
    }

    /** Stops it cleanly. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void formatIfNew(NodeSettings settings) {
        Path dir = settings.dir();
        if (Files.exists(dir.resolve("meta.properties"))) {
            return;
        }
        try {
            Files.createDirectories(dir);
            new Formatter()
                    .setNodeId(settings.id())
                    .setClusterId(settings.layout().clusterId())
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
}
