package io.textmill.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.Job;
import io.textmill.contract.JobCodec;
import io.textmill.contract.Task;
import io.textmill.contract.Topics;
import io.textmill.sandbox.kafka.EmbeddedKafka;
import io.textmill.worker.config.WorkerConfig;
import io.textmill.worker.estimate.Estimator;
import io.textmill.worker.estimate.Target;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.quota.Limits;
import io.textmill.worker.spend.Price;
import io.textmill.worker.spend.PriceTable;
import io.textmill.worker.task.Planners;
import io.textmill.worker.task.TaskDefaults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code textmill estimate}. */
class EstimateTest {
    /** Offset 0 is finished, 1 is open, 2 is finished behind it, and 3 was not begun. */
    private static final OffsetAndMetadata COMMITTED =
            new OffsetAndMetadata(1, Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[] {1, 1}));

    @TempDir
    Path folder;

    @Test
    void estimatesTheJobsOfAFile() throws Exception {
        Path jobs = Files.writeString(folder.resolve("jobs.jsonl"), """
            {"jobId": "1", "task": "sentiment", "text": "Fine."}

            {"jobId": "2", "task": "sentiment", "text": "Not so fine."}
            {"jobId": "3", "task": "translation", "text": "Fine."}
            no job
            """);

        String told = run("localhost:1", jobs.toString());
        String json = run("localhost:1", jobs.toString(), "--json");

        assertThat(told)
                .startsWith("0 ")
                .contains(
                        "invalid jobs: 2",
                        "limits of all workers together",
                        "<0.04 CNY",
                        "cap few: 2 calls needed, 1 allowed");
        assertThat(json)
                .contains(
                        "\"invalid\":2",
                        "\"jobs\":2",
                        "\"calls\":2",
                        "\"mostCost\":0.04",
                        "\"capsReached\":[{\"cap\":\"few\",\"unit\":\"calls\",\"needed\":2,\"allowed\":1,\"windows\":2}]");
    }

    @Test
    void asksForAFileOrTheBacklog() {
        assertThat(run("localhost:1")).startsWith("2 ");
        assertThat(run("localhost:1", "jobs.jsonl", "--backlog")).startsWith("2 ");
    }

    @Test
    void estimatesTheJobsThatWaitAndLeavesTheGroupAlone() throws Exception {
        try (var kafka = EmbeddedKafka.start(folder.resolve("kafka"))) {
            kafka.createTopics(1, Topics.DEFAULT);
            Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
            var jobs = new TopicPartition(Topics.DEFAULT.jobs(Task.SENTIMENT), 0);
            try (var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
                    var admin = Admin.create(client)) {
                for (String topic : List.of(
                        jobs.topic(),
                        jobs.topic(),
                        jobs.topic(),
                        jobs.topic(),
                        Topics.DEFAULT.retries(Task.SENTIMENT).getLast())) {
                    producer.send(new ProducerRecord<>(topic, JobCodec.encode(Job.sentiment("job", "Fine."))))
                            .get();
                }
                admin.alterConsumerGroupOffsets("textmill", Map.of(jobs, COMMITTED))
                        .all()
                        .get();

                String json = run(kafka.bootstrapServers(), "--backlog", "--json");

                assertThat(json).contains("\"jobs\":3,", "\"calls\":3,");
                assertThat(admin.listConsumerGroupOffsets("textmill")
                                .partitionsToOffsetAndMetadata()
                                .get())
                        .isEqualTo(Map.of(jobs, COMMITTED));
            }
        }
    }

    private String run(String bootstrap, String... args) {
        var all = new ArrayList<String>();
        all.add("estimate");
        all.addAll(List.of(args));
        all.addAll(List.of("--config", config(bootstrap).toString()));
        var out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            int status =
                    Cli.run(all.toArray(String[]::new), Map.of(), Clock.systemUTC(), (_, _) -> 0, EstimateTest::rules);
            return status + " " + out.toString(StandardCharsets.UTF_8);
        } finally {
            System.setOut(before);
        }
    }

    private Path config(String bootstrap) {
        try {
            return Files.writeString(folder.resolve("textmill.yaml"), """
                kafka: {bootstrapServers: "%s"}
                tasks: {sentiment: {provider: juhe}}
                providers:
                  juhe: {kind: juhe, key: "k", price: {perCall: 0.02, currency: CNY}}
                caps:
                  few: {calls: 1, per: day}
                """.formatted(bootstrap));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Estimator.Rules rules(WorkerConfig config) {
        var juhe = new Target(
                new PromptLimit(PromptLimit.Unit.UTF16_UNITS, 512, PromptLimit.Form.SHORT, 0),
                null,
                Limits.ofOneWorker(2.0, 10));
        var price = Price.perCall(new BigDecimal("0.02"), Currency.getInstance("CNY"));
        return new Estimator.Rules(
                Planners.of(Map.of(Task.SENTIMENT, TaskDefaults.DEFAULT), Map.of()),
                Map.of("juhe", juhe),
                Map.of(),
                Map.of(Task.SENTIMENT, "juhe"),
                new PriceTable(Map.of("juhe", price)),
                config.caps(),
                1_000_000,
                200);
    }
}
