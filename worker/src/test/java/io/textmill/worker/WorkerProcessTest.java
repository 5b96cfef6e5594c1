package io.textmill.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.textmill.contract.Job;
import io.textmill.contract.JobCodec;
import io.textmill.contract.JobResult;
import io.textmill.contract.ResultCodec;
import io.textmill.contract.Task;
import io.textmill.contract.Topics;
import io.textmill.sandbox.kafka.EmbeddedKafka;
import io.textmill.sandbox.provider.Latency;
import io.textmill.sandbox.provider.ProviderKind;
import io.textmill.sandbox.provider.Simulator;
import io.textmill.sandbox.provider.SimulatorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real worker processes, a real broker, real HTTP. */
class WorkerProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PARTITIONS = 3;

    @TempDir
    Path folder;

    private EmbeddedKafka kafka;
    private Simulator juhe;
    private final List<Process> workers = new ArrayList<>();

    @BeforeEach
    void start() {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"));
        var topics = new ArrayList<String>(List.of(Topics.DEFAULT.calls()));
        for (Task task : Task.values()) {
            topics.add(Topics.DEFAULT.jobs(task));
            topics.add(Topics.DEFAULT.results(task));
            topics.add(Topics.DEFAULT.deadLetters(task));
        }
        kafka.createTopics(PARTITIONS, topics);
        var slow = SimulatorSettings.defaults().withLatency(new Latency.Constant(Duration.ofMillis(100)));
        juhe = Simulator.start(ProviderKind.JUHE, slow);
    }

    @AfterEach
    void stop() throws Exception {
        for (Process worker : workers) {
            worker.destroyForcibly().waitFor();
        }
        juhe.close();
        kafka.close();
    }

    @Test
    void losesAndRepeatsNoResultWhenItIsKilled() throws Exception {
        publish(200);
        Process first = startWorker("first");
        await().atMost(PATIENCE).until(() -> juhe.ledger().totals().charged() >= 60);
        first.destroyForcibly().waitFor();
        startWorker("second");

        List<JobResult> results = results(200);

        assertThat(results).extracting(JobResult::jobId).doesNotHaveDuplicates().hasSize(200);
        assertThat(results).extracting(JobResult::worker).contains("first", "second");
    }

    @Test
    void finishesTheCallsInFlightOnSigtermAndPaysForNoneTwice() throws Exception {
        publish(200);
        Process first = startWorker("first");
        await().atMost(PATIENCE).until(() -> juhe.ledger().totals().charged() >= 60);

        first.destroy();

        assertThat(first.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        startWorker("second");
        assertThat(results(200))
                .extracting(JobResult::jobId)
                .doesNotHaveDuplicates()
                .hasSize(200);
        assertThat(juhe.ledger().totals().charged()).isEqualTo(200);
    }

    private void publish(int count) throws Exception {
        try (var producer = new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            var sent = IntStream.range(0, count)
                    .mapToObj(i -> Job.sentiment("job-" + i, "This thing number " + i + " is really good."))
                    .map(job -> producer.send(
                            new ProducerRecord<>(Topics.DEFAULT.jobs(Task.SENTIMENT), JobCodec.encode(job))))
                    .toList();
            for (var each : sent) {
                each.get();
            }
        }
    }

    private Process startWorker(String id) throws IOException {
        Path config = Files.writeString(folder.resolve(id + ".yaml"), """
            worker: {id: %s}
            kafka: {bootstrapServers: "%s"}
            tasks: {sentiment: {provider: juhe}}
            admin: {host: 127.0.0.1, port: 0}
            providers:
              juhe: {kind: juhe, baseUrl: "%s", key: "%s", limits: {inFlight: 10}, timeout: 10s}
            """.formatted(
                id, kafka.bootstrapServers(), juhe.baseUrl(), juhe.credentials().key()));
        Process worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "worker",
                        "--config",
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(id + ".log").toFile())
                .start();
        workers.add(worker);
        return worker;
    }

    /** Every visible result, read until there are that many, and then once more for any beyond. */
    private List<JobResult> results(int atLeast) {
        var results = new ArrayList<JobResult>();
        try (var consumer = new KafkaConsumer<>(client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var all = IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(Topics.DEFAULT.results(Task.SENTIMENT), partition))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(50)).forEach(record -> results.add(ResultCodec.decode(record.value())));
                return results.size() >= atLeast;
            });
            consumer.poll(Duration.ofMillis(500)).forEach(record -> results.add(ResultCodec.decode(record.value())));
        }
        return results;
    }

    private Map<String, Object> client() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
    }
}
