package io.textmill.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.sandbox.kafka.EmbeddedKafka;
import io.textmill.worker.engine.EngineSettings;
import io.textmill.worker.engine.Input;
import io.textmill.worker.engine.RetryTier;
import io.textmill.worker.quota.FleetPartition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real broker tells of a group's backlog. */
class GroupBacklogTest {
    private static final Input INPUT = new Input("jobs", "jobs.retry.");

    /** A checkpoint without open offsets; the last two bytes are 350 hundredths. */
    private static final byte[] LEARNT = {3, 1, 0, 0, 0, 0, 0, 1, (byte) 0xde, 2};

    /** The present: the broker soon deletes what is older than its topics' retention. */
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @TempDir
    static Path folder;

    @Test
    void countsWhatIsNotFinishedAndOfRetriesWhatIsDue() throws Exception {
        try (var kafka = EmbeddedKafka.start(folder.resolve("kafka"))) {
            kafka.createTopics(2, INPUT.topics().toList());
            Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
            String retries = INPUT.retryTopic(RetryTier.TEN_SECONDS);
            try (var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
                    var admin = Admin.create(client)) {
                for (int record = 0; record < 5; record++) {
                    send(producer, "jobs", 0, now);
                    send(producer, "jobs", 1, now);
                }
                send(producer, retries, 0, now.minusSeconds(20));
                send(producer, retries, 0, now.minusSeconds(11));
                send(producer, retries, 0, now.minusSeconds(9));
                send(producer, retries, 1, now.minusSeconds(30));
                // As an owner commits it whose jobs take 3.5 calls.
                String learnt = Base64.getUrlEncoder().withoutPadding().encodeToString(LEARNT);
                var committed = Map.of(new TopicPartition("jobs", 1), new OffsetAndMetadata(3, learnt));
                admin.alterConsumerGroupOffsets("group", committed).all().get();

                var source = new GroupBacklog(admin, settings(kafka), _ -> 2);
                var reading = source.read(now);

                assertThat(reading.tick()).isEqualTo(now);
                assertThat(reading.backlog())
                        .hasSize(2 + 2 * RetryTier.values().length)
                        .containsEntry(new FleetPartition("jobs", 0), 10.0)
                        .containsEntry(new FleetPartition("jobs", 1), 7.0)
                        .containsEntry(new FleetPartition(retries, 0), 4.0)
                        .containsEntry(new FleetPartition(retries, 1), 2.0)
                        .containsEntry(new FleetPartition(INPUT.retryTopic(RetryTier.ONE_HOUR), 0), 0.0);
            }
        }
    }

    private static void send(Producer<byte[], byte[]> producer, String topic, int partition, Instant at)
            throws Exception {
        byte[] value = "job".getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic, partition, at.toEpochMilli(), null, value))
                .get();
    }

    private static EngineSettings settings(EmbeddedKafka kafka) {
        return new EngineSettings(
                "worker",
                "group",
                EngineSettings.Protocol.CONSUMER,
                List.of(INPUT),
                List.of(),
                "markers",
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                EngineSettings.Checks.WARN,
                new EngineSettings.Bounds(10, 1 << 20, Duration.ofMillis(10), Duration.ofSeconds(5)));
    }
}
