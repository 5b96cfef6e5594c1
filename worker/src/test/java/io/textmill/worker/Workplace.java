package io.textmill.worker;

import static org.awaitility.Awaitility.await;

import io.textmill.contract.CallEntry;
import io.textmill.contract.Job;
import io.textmill.contract.JobCodec;
import io.textmill.contract.JobResult;
import io.textmill.contract.Task;
import io.textmill.contract.Topics;
import io.textmill.sandbox.kafka.EmbeddedKafka;
import io.textmill.sandbox.provider.Credentials;
import io.textmill.sandbox.provider.ProviderKind;
import io.textmill.sandbox.provider.Simulator;
import io.textmill.sandbox.provider.SimulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real broker, the four simulators, and workers as real processes. */
final class Workplace implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PARTITIONS = 3;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final EmbeddedKafka kafka;
    private final Map<ProviderKind, Simulator> simulators = new EnumMap<>(ProviderKind.class);
    private final List<Process> workers = new ArrayList<>();

    Workplace(Path folder, SimulatorSettings simulated) {
        this.folder = folder;
        kafka = EmbeddedKafka.start(folder.resolve("kafka"));
        try {
            open(simulated);
        } catch (RuntimeException e) {
            // A broker whose folder is deleted under it would end this JVM.
            close();
            throw e;
        }
    }

    private void open(SimulatorSettings simulated) {
        createTopics();
        for (ProviderKind kind : ProviderKind.values()) {
            simulators.put(kind, Simulator.start(kind, simulated));
        }
    }

    Simulator simulator(ProviderKind kind) {
        return simulators.get(kind);
    }

    void publish(List<Job> jobs) throws Exception {
        try (var producer = new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            var sent = jobs.stream()
                    .map(job ->
                            producer.send(new ProducerRecord<>(Topics.DEFAULT.jobs(job.task()), JobCodec.encode(job))))
                    .toList();
            for (var each : sent) {
                each.get();
            }
        }
    }

    Process startWorker(String id) throws IOException {
        return startWorker(id, "");
    }

    /** The same with sections of its own in the configuration. */
    Process startWorker(String id, String sections) throws IOException {
        return start(id, configuration(id) + sections);
    }

    /** A worker that packs so many short sentiment jobs into one call of OpenAI chat, and waits for them. */
    Process startPackingWorker(String id, int most) throws IOException {
        return start(
                id,
                configuration(id)
                        .replace("{provider: juhe}", "{provider: openai-chat, pack: {max: " + most + ", wait: 10s}}")
                        .replace("{kind: openai-chat,", "{kind: openai-chat, pack: true,"));
    }

    private Process start(String id, String configuration) throws IOException {
        Path config = Files.writeString(folder.resolve(id + ".yaml"), configuration);
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

    /** Everything that worker has said. */
    String log(String worker) throws IOException {
        return Files.readString(folder.resolve(worker + ".log"));
    }

    /** What that worker shows at its metrics page; empty before it has one. */
    String metrics(String worker) throws Exception {
        Matcher admin = Pattern.compile("admin=(http://\\S+)").matcher(log(worker));
        if (!admin.find()) {
            return "";
        }
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(admin.group(1).strip() + "/metrics"));
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    /** Every visible result, read until there are that many, and then once more for any beyond. */
    List<JobResult> results(int atLeast) {
        var topics = Arrays.stream(Task.values()).map(Topics.DEFAULT::results).toList();
        return read(topics, atLeast, SchemaCheck::result);
    }

    /** Every call that was recorded. */
    List<CallEntry> calls(int atLeast) {
        return read(List.of(Topics.DEFAULT.calls()), atLeast, SchemaCheck::call);
    }

    /** What stands in the journal of that task, by key. */
    Map<String, JsonNode> journal(Task task) {
        var entries = new LinkedHashMap<String, JsonNode>();
        try (var consumer = new KafkaConsumer<>(client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var all = IntStream.range(0, PARTITIONS)
                    .mapToObj(each -> new TopicPartition(Topics.DEFAULT.journal(task), each))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(50)).forEach(record -> {
                    var key = new String(record.key(), StandardCharsets.UTF_8);
                    if (record.value() == null) {
                        entries.remove(key);
                    } else {
                        entries.put(key, JSON.readTree(record.value()));
                    }
                });
            }
        }
        return entries;
    }

    /** Lets the journal of that task refuse whatever is written to it, or take it again. */
    void journalTakes(Task task, boolean entries) throws Exception {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.DEFAULT.journal(task));
        var most = new ConfigEntry("max.message.bytes", entries ? "1048588" : "1");
        try (var admin = Admin.create(client());
                var producer = new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(new AlterConfigOp(most, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
            await().atMost(PATIENCE).until(() -> takes(producer, topic.name()) == entries);
        }
    }

    /** Takes the journal of that task away: what is written to it waits. */
    void deleteJournal(Task task) throws Exception {
        String topic = Topics.DEFAULT.journal(task);
        try (var admin = Admin.create(client())) {
            admin.deleteTopics(List.of(topic)).all().get();
            await().atMost(PATIENCE)
                    .until(() -> !admin.listTopics().names().get().contains(topic));
        }
    }

    /** Creates what was missing of all topics. */
    void createTopics() {
        kafka.createTopics(PARTITIONS, Topics.DEFAULT);
    }

    private static boolean takes(KafkaProducer<byte[], byte[]> producer, String topic) throws InterruptedException {
        try {
            producer.send(new ProducerRecord<>(topic, 0, "probe".getBytes(StandardCharsets.UTF_8), null))
                    .get();
            return true;
        } catch (ExecutionException _) {
            return false;
        }
    }

    @Override
    public void close() {
        workers.forEach(Process::destroyForcibly);
        workers.forEach(worker -> await().atMost(PATIENCE).until(() -> !worker.isAlive()));
        simulators.values().forEach(Simulator::close);
        kafka.close();
    }

    private <T> List<T> read(List<String> topics, int atLeast, Function<byte[], T> reader) {
        var values = new ArrayList<T>();
        try (var consumer = new KafkaConsumer<>(client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var all = topics.stream()
                    .flatMap(topic -> IntStream.range(0, PARTITIONS).mapToObj(each -> new TopicPartition(topic, each)))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(50)).forEach(record -> values.add(reader.apply(record.value())));
                return values.size() >= atLeast;
            });
            consumer.poll(Duration.ofMillis(500)).forEach(record -> values.add(reader.apply(record.value())));
        }
        return values;
    }

    private String configuration(String id) {
        String providers = simulators.values().stream()
                .map(simulator -> provider(simulator.kind(), simulator))
                .collect(Collectors.joining());
        return """
            worker: {id: %s}
            kafka: {bootstrapServers: "%s"}
            tasks:
              summarize: {provider: openai-chat}
              sentiment: {provider: juhe}
              extraction: {provider: jumdata}
            admin: {host: 127.0.0.1, port: 0}
            providers:
            %s\
            """.formatted(id, kafka.bootstrapServers(), providers);
    }

    private static String provider(ProviderKind kind, Simulator simulator) {
        Credentials credentials = simulator.credentials();
        String own = switch (kind) {
            case JUHE -> "key: \"%s\"".formatted(credentials.key());
            case JUMDATA -> "appId: \"%s\", appSecret: \"%s\"".formatted(credentials.appId(), credentials.appSecret());
            case OPENAI_CHAT, OPENAI_COMPLETIONS -> "key: \"%s\", model: %s".formatted(credentials.key(), kind.model());
        };
        return "  %s: {kind: %s, baseUrl: \"%s\", %s, limits: {inFlightPerWorker: 10}, timeout: 10s, retry: {backoff: 20ms}}\n"
                .formatted(kind.wireName(), kind.wireName(), simulator.baseUrl(), own);
    }

    private Map<String, Object> client() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
    }
}
