package io.textmill.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.CallEntry;
import io.textmill.contract.CallRecord;
import io.textmill.contract.Charged;
import io.textmill.contract.ResultCodec;
import io.textmill.contract.Task;
import io.textmill.contract.Topics;
import io.textmill.sandbox.kafka.EmbeddedKafka;
import io.textmill.sandbox.provider.ProviderKind;
import io.textmill.sandbox.provider.Simulator;
import io.textmill.sandbox.provider.SimulatorSettings;
import io.textmill.worker.estimate.Estimator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that look at the calls which were made. */
class CallsTest {
    private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");

    @TempDir
    static Path folder;

    private static EmbeddedKafka kafka;
    private static Simulator jumdata;
    private static Path config;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"));
        kafka.createTopics(3, Topics.DEFAULT);
        jumdata = Simulator.start(ProviderKind.JUMDATA, SimulatorSettings.defaults());
        config = Files.writeString(folder.resolve("textmill.yaml"), """
            kafka: {bootstrapServers: "%s"}
            tasks: {sentiment: {provider: jumdata}}
            providers:
              jumdata:
                kind: jumdata
                baseUrl: "%s"
                appId: "%s"
                appSecret: "%s"
                price: {perCall: 0.05, currency: CNY}
            """.formatted(
                        kafka.bootstrapServers(),
                        jumdata.baseUrl(),
                        jumdata.credentials().appId(),
                        jumdata.credentials().appSecret()));
        publish(
                call("job-1", "T1", Charged.YES),
                call("job-1", "T2", Charged.YES),
                call("job-2", "T3", Charged.UNKNOWN));
    }

    @AfterAll
    static void stop() {
        jumdata.close();
        kafka.close();
    }

    @Test
    void findsCallsByTheProvidersNumberAndByTheirJob() {
        assertThat(run("calls", "--task-no", "T2", "--json").lines())
                .singleElement()
                .asString()
                .startsWith("0 {")
                .contains("\"jobId\":\"job-1\"", "\"taskNo\":\"T2\"");
        assertThat(run("calls", "--job", "job-1").lines()).hasSize(3);
    }

    @Test
    void saysByItsStatusThatThereIsNoSuchCallOrThatNothingWasAskedFor() {
        assertThat(run("calls", "--order-id", "T1")).isEqualTo("1 ");
        assertThat(run("calls")).startsWith("2 ");
    }

    @Test
    void listsWhatABillSaysDifferently() throws Exception {
        Path same = Files.writeString(folder.resolve("same.csv"), "id,charged\nT1,true\nT2,true\n");
        Path other = Files.writeString(folder.resolve("other.csv"), "T1\nT9\n");

        assertThat(run(
                        "reconcile",
                        "--provider",
                        "jumdata",
                        "--bill",
                        same.toString(),
                        "--from",
                        "2026-11-20T00:00:00Z"))
                .startsWith("1 unknown resolved ")
                .contains("billed 2; ours: charged 2, unknown 1, of both without a number 0; differences 1");
        assertThat(run("reconcile", "--provider", "jumdata", "--bill", other.toString()))
                .startsWith("1 billed and unknown to us T9 ")
                .contains("charged and not billed   T2 ", "unknown resolved         T3 ", "differences 3");
        assertThat(run(
                        "reconcile",
                        "--provider",
                        "jumdata",
                        "--bill",
                        Files.writeString(folder.resolve("none.csv"), "").toString(),
                        "--to",
                        "2026-11-20T00:00:00Z"))
                .startsWith("0 ");
    }

    @Test
    void comparesTheBalanceWithWhatCallsHaveCost() {
        String balance =
                run("reconcile", "--provider", "jumdata", "--balance-was", "1", "--balance-at", "2026-11-20T00:00:00Z");

        assertThat(balance)
                .contains("0.10 charged, 0.15 with what may have been")
                .contains("balance ");
    }

    private static String run(String... args) {
        var all = new ArrayList<>(List.of(args));
        all.add("--config");
        all.add(config.toString());
        var out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            int status = Cli.run(all.toArray(String[]::new), Map.of(), Clock.systemUTC(), (_, _) -> 0, _ -> rules());
            return status + " " + out.toString(StandardCharsets.UTF_8);
        } finally {
            System.setOut(before);
        }
    }

    private static Estimator.Rules rules() {
        throw new AssertionError("nobody wants an estimate");
    }

    private static CallEntry call(String job, String taskNo, Charged charged) {
        var call = new CallRecord(
                "jumdata", null, null, taskNo, null, null, "answered", charged, null, null, 0, 9, null, "test@1", null);
        return new CallEntry(job, Task.SENTIMENT, "acme", "worker-1", AT, call);
    }

    private static void publish(CallEntry... calls) throws Exception {
        Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (CallEntry call : calls) {
                producer.send(new ProducerRecord<>(Topics.DEFAULT.calls(), ResultCodec.encode(call)))
                        .get();
            }
        }
    }
}
