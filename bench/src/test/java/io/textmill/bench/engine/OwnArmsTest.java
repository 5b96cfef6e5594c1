package io.textmill.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.textmill.bench.Children;
import io.textmill.bench.Jars;
import io.textmill.sandbox.kafka.EmbeddedKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The arms as processes of their own. A build that packages the worker first, such as {@code ./mvnw verify}, has its jar. */
@Timeout(120)
class OwnArmsTest {
    private static final Extent TINY =
            new Extent(1, Duration.ofMinutes(1), Duration.ofMillis(200), 50, List.of(0, 10), List.of(10));

    @TempDir
    static Path folder;

    private static EmbeddedKafka kafka;
    private final Jars jars = Jars.ofThisBuild();

    @BeforeAll
    static void startKafka() {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"));
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"OURS", "OURS_AT_LEAST_ONCE", "RAW"})
    void giveEveryJobOneResultAndAFigureForEachWork(Arm arm) {
        assumePackaged();

        Trial trial = run(jars, arm);

        assertThat(trial.fault()).isEmpty();
        assertThat(trial.duplicates()).isZero();
        assertThat(trial.jobsPerSecond()).containsOnlyKeys(0, 10);
        assertThat(trial.rate(10)).isBetween(1.0, 50 / 0.010);
        assertThat(trial.delay(10).p99()).isGreaterThanOrEqualTo(trial.delay(10).p50());
        // The clock has whole milliseconds: a job may seem to take one less than its work.
        assertThat(trial.delay(10).p50()).isGreaterThanOrEqualTo(-1);
    }

    @Test
    void areVoidWhenTheyDoNotRun() {
        assumePackaged();

        Trial trial = run(new Jars(jars.root(), folder), Arm.RAW);

        assertThat(trial.counts()).isFalse();
        assertThat(trial.fault()).contains("raw-1");
        assertThat(trial.jobsPerSecond()).isEmpty();
    }

    @Test
    void areCaughtWhenTheyPublishTwice() {
        try (Lane lane = Lane.create(kafka.bootstrapServers(), "twice");
                var producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
                var results = new Results(lane)) {
            for (int number : List.of(0, 1, 0, 2, 0)) {
                var _ = producer.send(new ProducerRecord<>(lane.output(), Job.key(number), new byte[0]));
            }
            producer.flush();

            assertThat(results.duplicatesAtTheEnd()).isEqualTo(2);
            assertThat(results.count()).isEqualTo(3);
        }
    }

    private void assumePackaged() {
        assumeTrue(
                Files.isRegularFile(jars.root().resolve("worker/target/textmill-worker.jar")),
                "skipped: the jar of the worker is not packaged");
    }

    private static Trial run(Jars jars, Arm arm) {
        try (var children = new Children(() -> {}, () -> {})) {
            return new Runner(jars, children, folder, kafka.bootstrapServers(), 1).run(arm, 1, TINY);
        }
    }
}
