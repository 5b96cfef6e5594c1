package io.textmill.sandbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class KafkaClusterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path dir;

    @Test
    void goesOnWhileOneNodeIsDeadAndTakesItBack() throws Exception {
        try (var cluster = KafkaCluster.start(dir.resolve("cluster"))) {
            cluster.createTopics(3, List.of("words"));
            assertThat(cluster.awaitInSync(PATIENCE)).isTrue();

            for (int node = 1; node <= KafkaCluster.NODES; node++) {
                cluster.kill(node);
                publish(cluster, "word " + node);
                assertThat(cluster.awaitInSync(Duration.ZERO)).isFalse();
                cluster.restart(node);
                assertThat(cluster.awaitInSync(PATIENCE)).isTrue();
            }
        }
    }

    @Test
    void endsWhenThisProcessDiesWithoutAWord() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DyingParent.class.getName(),
                        dir.resolve("orphans").toString())
                .start();
        long orphan = Long.parseLong(
                parent.inputReader(StandardCharsets.UTF_8).readLine().strip());
        var gone = ProcessHandle.of(orphan).map(ProcessHandle::onExit);

        assertThat(parent.waitFor()).isEqualTo(9);

        if (gone.isPresent()) {
            assertThat(gone.get()).succeedsWithin(PATIENCE);
        }
    }

    /** Starts a node, tells its process number, and dies as by a kill: no hook runs. */
    static final class DyingParent {
        public static void main(String[] args) throws Exception {
            Path dir = Path.of(args[0]);
            Files.createDirectories(dir);
            NodeChild node =
                    NodeChild.start(new NodeSettings(Layout.onFreePorts(1), 1, dir.resolve("node-1"), Map.of()));
            node.awaitReady();
            System.out.println(node.pid());
            System.out.flush();
            Runtime.getRuntime().halt(9);
        }
    }

    /** Every partition gets the word, acknowledged by the replicas that there are. */
    private static void publish(KafkaCluster cluster, String word) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", cluster.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (int partition = 0; partition < 3; partition++) {
                producer.send(new ProducerRecord<>("words", partition, word, word))
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }
}
