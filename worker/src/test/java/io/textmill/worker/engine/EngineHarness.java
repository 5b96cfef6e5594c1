package io.textmill.worker.engine;

import static org.awaitility.Awaitility.await;

import io.textmill.sandbox.kafka.EmbeddedKafka;
import io.textmill.worker.check.ClusterCheck;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** One input topic, one output topic and one group of its own, on a real broker; and engines that work on them. */
final class EngineHarness implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    final String group = "group-" + UUID.randomUUID();
    final String input = "in-" + group;
    final String output = "out-" + group;
    final String markers = "groups-" + group;
    private final EmbeddedKafka kafka;
    private final int partitions;
    private final List<Running> engines = new CopyOnWriteArrayList<>();

    /** An engine on a thread of its own. */
    record Running(Engine engine, Thread thread) {
        void stop() {
            engine.stop();
            join();
        }

        void join() {
            await().atMost(PATIENCE).until(() -> !thread.isAlive());
        }
    }

    EngineHarness(EmbeddedKafka kafka, int partitions) {
        this.kafka = kafka;
        this.partitions = partitions;
        var topics = new ArrayList<>(List.of(output, markers));
        settings().inputs().forEach(each -> each.topics().forEach(topics::add));
        kafka.createTopics(partitions, topics);
    }

    /** The settings of an engine that starts next; change them for {@link #start(EngineSettings, Work)}. */
    EngineSettings settings() {
        return settings(EngineSettings.Protocol.CONSUMER, 100, Duration.ofSeconds(20));
    }

    EngineSettings settings(EngineSettings.Protocol protocol, int inFlight, Duration drain) {
        return new EngineSettings(
                "worker-" + engines.size(),
                group,
                protocol,
                List.of(new Input(input, "retry-" + group + ".")),
                List.of(output),
                markers,
                client(),
                EngineSettings.Checks.WARN,
                new EngineSettings.Bounds(inFlight, 64 << 20, Duration.ofMillis(5), drain));
    }

    /** The same with other inputs. */
    static EngineSettings withInputs(EngineSettings settings, List<Input> inputs) {
        return new EngineSettings(
                settings.worker(),
                settings.group(),
                settings.protocol(),
                inputs,
                settings.outputs(),
                settings.markers(),
                settings.client(),
                settings.checks(),
                settings.bounds());
    }

    Running start(Work work) {
        return start(settings(), work);
    }

    Running start(Work work, Duration drain) {
        return start(settings(EngineSettings.Protocol.CONSUMER, 100, drain), work);
    }

    Running startWithRoomFor(int inFlight, Work work) {
        return start(settings(EngineSettings.Protocol.CONSUMER, inFlight, Duration.ofSeconds(20)), work);
    }

    Running start(EngineSettings settings, Work work) {
        return start(settings, work, EngineObserver.NONE);
    }

    Running start(EngineSettings settings, Work work, EngineObserver observer) {
        return start(new Engine(settings, surroundings(settings), work, observer));
    }

    Running start(EngineSettings settings, Clients clients, Work work) {
        return start(new Engine(settings, surroundings(settings).with(clients), work, EngineObserver.NONE));
    }

    Running start(EngineSettings settings, Preparation preparation, Work work) {
        return start(new Engine(settings, surroundings(settings).with(preparation), work, EngineObserver.NONE));
    }

    Running start(EngineSettings settings, Demand demand, Work work) {
        return start(new Engine(settings, surroundings(settings).with(demand), work, EngineObserver.NONE));
    }

    private static Surroundings surroundings(EngineSettings settings) {
        return Surroundings.of(settings, ClusterCheck.of(settings), InstantSource.system());
    }

    private Running start(Engine engine) {
        var running = new Running(engine, Thread.ofPlatform().start(engine::run));
        engines.add(running);
        return running;
    }

    /** Lets the output topic take no larger batches than that, and waits until the broker acts on it. */
    void limitOutput(int bytes) throws Exception {
        try (var admin = Admin.create(Map.copyOf(client()))) {
            var limit = new AlterConfigOp(
                    new ConfigEntry("max.message.bytes", Integer.toString(bytes)), AlterConfigOp.OpType.SET);
            var topic = new ConfigResource(ConfigResource.Type.TOPIC, output);
            admin.incrementalAlterConfigs(Map.of(topic, List.of(limit))).all().get();
        }
        await().atMost(PATIENCE).until(() -> isRefused(new byte[bytes]));
    }

    /** Whether the output topic is too small for that value; nobody ever sees it. */
    private boolean isRefused(byte[] value) throws InterruptedException {
        var properties = new HashMap<String, Object>(client());
        properties.put("transactional.id", "probe-" + group);
        try (var producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            try {
                producer.send(new ProducerRecord<>(output, value)).get();
                return false;
            } catch (ExecutionException e) {
                return e.getCause() instanceof RecordTooLargeException;
            } finally {
                producer.abortTransaction();
            }
        }
    }

    void publish(int count) throws Exception {
        publish(IntStream.range(0, count).mapToObj(Integer::toString).toList());
    }

    void publish(List<String> values) throws Exception {
        publish(input, values);
    }

    /** Publishes to any topic with as many partitions. */
    void publish(String topic, List<String> values) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>copyOf(client()), new StringSerializer(), new StringSerializer())) {
            var sent = IntStream.range(0, values.size())
                    .mapToObj(i ->
                            producer.send(new ProducerRecord<>(topic, i % partitions, values.get(i), values.get(i))))
                    .toList();
            for (var each : sent) {
                each.get();
            }
        }
    }

    /** Every visible output, read until there are that many, and then once more for any beyond. */
    List<String> outputs(int atLeast) {
        return records(output, atLeast).stream().map(ConsumerRecord::value).toList();
    }

    /** Every visible record of that topic, read until there are that many, and then once more for any beyond. */
    List<ConsumerRecord<String, String>> records(String topic, int atLeast) {
        var records = new ArrayList<ConsumerRecord<String, String>>();
        try (var consumer = reader()) {
            var all = IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(50)).forEach(records::add);
                return records.size() >= atLeast;
            });
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
        }
        return records;
    }

    OffsetAndMetadata committed(int partition) throws Exception {
        try (var admin = Admin.create(Map.copyOf(client()))) {
            return admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition(input, partition));
        }
    }

    void commit(int partition, long offset, String metadata) throws Exception {
        try (var admin = Admin.create(Map.copyOf(client()))) {
            var offsets = Map.of(new TopicPartition(input, partition), new OffsetAndMetadata(offset, metadata));
            admin.alterConsumerGroupOffsets(group, offsets).all().get();
        }
    }

    /** Takes a partition's offset from the group, as its expiry does. */
    void deleteOffset(int partition) throws Exception {
        try (var admin = Admin.create(Map.copyOf(client()))) {
            admin.deleteConsumerGroupOffsets(group, Set.of(new TopicPartition(input, partition)))
                    .all()
                    .get();
        }
    }

    /** Removes records as retention does. */
    void deleteRecordsBefore(int partition, long offset) throws Exception {
        try (var admin = Admin.create(Map.copyOf(client()))) {
            var before = Map.of(new TopicPartition(input, partition), RecordsToDelete.beforeOffset(offset));
            admin.deleteRecords(before).all().get();
        }
    }

    /** Adds a partition to the input, with one record that is there before any worker has seen it. */
    void addPartitionWith(String value) throws Exception {
        try (var admin = Admin.create(Map.copyOf(client()));
                var producer = new KafkaProducer<>(
                        Map.<String, Object>copyOf(client()), new StringSerializer(), new StringSerializer())) {
            admin.createPartitions(Map.of(input, NewPartitions.increaseTo(partitions + 1)))
                    .all()
                    .get();
            await().atMost(PATIENCE).until(() -> producer.partitionsFor(input).size() > partitions);
            producer.send(new ProducerRecord<>(input, partitions, null, value)).get();
        }
    }

    String retryTopic(RetryTier tier) {
        return settings().inputs().getFirst().retryTopic(tier);
    }

    /** What work publishes that is finished: that text. */
    Verdict.Done text(String text) {
        return new Verdict.Done(List.of(new Outbound(output, null, text.getBytes(StandardCharsets.UTF_8), List.of())));
    }

    /** What work publishes that is finished: the value it was given. */
    Verdict.Done done(Inbound inbound) {
        return new Verdict.Done(List.of(new Outbound(output, inbound.key(), inbound.value(), List.of())));
    }

    static String value(Inbound inbound) {
        return new String(inbound.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        engines.forEach(running -> running.engine().stop());
        engines.forEach(Running::join);
    }

    private KafkaConsumer<String, String> reader() {
        var properties = Map.<String, Object>of(
                "bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
        return new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
    }

    private Map<String, String> client() {
        // New partitions are noticed within this.
        return Map.of("bootstrap.servers", kafka.bootstrapServers(), "metadata.max.age.ms", "500");
    }

    /** Work that hands back what it is given, and gives up by saying why. */
    interface Simple extends Work {
        @Override
        default Verdict.Done giveUp(Inbound inbound, Reason why, String detail) {
            throw new AssertionError(why + " " + detail);
        }
    }
}
