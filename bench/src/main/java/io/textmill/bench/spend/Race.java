package io.textmill.bench.spend;

import io.textmill.bench.Children;
import io.textmill.bench.WorkerChild;
import io.textmill.contract.Job;
import io.textmill.contract.JobCodec;
import io.textmill.contract.SentimentOptions;
import io.textmill.contract.Task;
import io.textmill.contract.Topics;
import io.textmill.sandbox.kafka.EmbeddedKafka;
import io.textmill.sandbox.provider.Latency;
import io.textmill.sandbox.provider.ProviderKind;
import io.textmill.sandbox.provider.Simulator;
import io.textmill.sandbox.provider.SimulatorSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * One race: a broker and two providers in this process, eight workers as processes of their own, and more jobs than the
 * caps allow. One provider has a cap on money, the other on calls.
 */
final class Race {
    private static final int WORKERS = 8;
    private static final int PARTITIONS = 16;

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration LATENCY = Duration.ofMillis(30);
    private static final Task TASK = Task.SENTIMENT;

    private final Path folder;
    private final Children children;
    private final Size size;
    private final int kills;

    /**
     * Nothing started yet.
     *
     * @param kills workers that are killed when half of the caps is spent
     */
    Race(Path folder, Children children, Size size, int kills) {
        this.folder = folder;
        this.children = children;
        this.size = size;
        this.kills = kills;
    }

    /**
     * How long a race is.
     *
     * @param cap calls that each provider's cap pays for
     * @param quiet the race is over when nothing was charged for so long: a job that a cap stops comes back after 15 s
     *     while leases are open, and the dead keep theirs for ten minutes
     * @param most it is over after that in any case
     */
    record Size(int cap, Duration quiet, Duration most) {
        static final Size FULL = new Size(5_000, Duration.ofSeconds(45), Duration.ofHours(1));

        /** Two of them, with the starts of sixteen workers, take less than 5 minutes. */
        static final Size QUICK = new Size(400, Duration.ofSeconds(20), Duration.ofSeconds(75));
    }

    /**
     * What the providers' ledgers say.
     *
     * @param money charged calls of the provider whose money is capped
     * @param calls charged calls of the provider whose calls are capped
     * @param leaseRecords records in the topic of leases
     */
    record Outcome(long money, long calls, long leaseRecords) {}

    Outcome run(long seed) throws Exception {
        var settings = SimulatorSettings.defaults().withSeed(seed).withLatency(new Latency.Constant(LATENCY));
        var running = new ArrayList<WorkerChild>();
        try (var kafka = EmbeddedKafka.start(folder.resolve("kafka"));
                var juhe = Simulator.start(ProviderKind.JUHE, settings);
                var jumdata = Simulator.start(ProviderKind.JUMDATA, settings)) {
            kafka.createTopics(PARTITIONS, Topics.DEFAULT);
            try {
                for (int number = 0; number < WORKERS; number++) {
                    String id = "w" + number;
                    String configuration = "worker: {id: " + id + "}\n" + configuration(kafka, juhe, jumdata);
                    running.add(WorkerChild.begin(children, folder, id, configuration, WorkerChild.SMALL));
                }
                for (WorkerChild worker : running) {
                    worker.awaitReady();
                }
                publish(kafka, new Random(seed));
                awaitQuiet(juhe, jumdata, running);
            } finally {
                running.forEach(WorkerChild::terminate);
                running.forEach(WorkerChild::close);
            }
            return new Outcome(
                    juhe.ledger().totals().charged(), jumdata.ledger().totals().charged(), leaseRecords(kafka));
        }
    }

    /** Twice as many jobs as the caps allow, for the two providers in turn. */
    private void publish(EmbeddedKafka kafka, Random random) {
        try (var producer = new KafkaProducer<>(client(kafka), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < 4 * size.cap(); i++) {
                var _ = producer.send(new ProducerRecord<>(
                        Topics.DEFAULT.jobs(TASK),
                        random.nextInt(PARTITIONS),
                        null,
                        JobCodec.encode(job(i, i % 2 == 0 ? "juhe" : "jumdata"))));
            }
            producer.flush();
        }
    }

    private static Job job(int number, String provider) {
        return new Job(
                "job-" + number,
                TASK,
                "第%d次购买，包装完好，客服很耐心，非常满意。".formatted(number),
                "zh",
                provider,
                SentimentOptions.DEFAULT,
                null,
                null,
                Job.DEFAULT_PRIORITY,
                null,
                Map.of());
    }

    /** Until no provider has charged anything for a while; kills some workers on the way. */
    private void awaitQuiet(Simulator juhe, Simulator jumdata, List<WorkerChild> running) throws InterruptedException {
        long charged = -1;
        int left = kills;
        long start = System.nanoTime();
        long since = start;
        while (System.nanoTime() - since < size.quiet().toNanos()
                && System.nanoTime() - start < size.most().toNanos()) {
            long now =
                    juhe.ledger().totals().charged() + jumdata.ledger().totals().charged();
            if (now > charged) {
                charged = now;
                since = System.nanoTime();
            }
            for (; left > 0 && now >= size.cap(); left--) {
                running.removeLast().kill();
            }
            Thread.sleep(POLL);
        }
    }

    private static long leaseRecords(EmbeddedKafka kafka) {
        var partition = new TopicPartition(Topics.DEFAULT.budget(), 0);
        try (var consumer =
                new KafkaConsumer<>(client(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        }
    }

    private String configuration(EmbeddedKafka kafka, Simulator juhe, Simulator jumdata) {
        return """
            kafka: {bootstrapServers: "%s"}
            tasks:
              sentiment: {provider: juhe}
            engine: {drain: 30s}
            admin: {host: 127.0.0.1, port: 0}
            log: {level: warn}
            providers:
              juhe: {kind: juhe, baseUrl: "%s", key: "%s", timeout: 20s, price: {perCall: 0.02, currency: CNY}}
              jumdata: {kind: jumdata, baseUrl: "%s", appId: "%s", appSecret: "%s", timeout: 20s}
            caps:
              money: {provider: juhe, money: {amount: %s, currency: CNY}, per: month, whenReached: fail}
              calls: {provider: jumdata, calls: %d, per: month, whenReached: fail}
            """.formatted(
                        kafka.bootstrapServers(),
                        juhe.baseUrl(),
                        juhe.credentials().key(),
                        jumdata.baseUrl(),
                        jumdata.credentials().appId(),
                        jumdata.credentials().appSecret(),
                        BigDecimal.valueOf(2L * size.cap(), 2).toPlainString(),
                        size.cap());
    }

    private static Map<String, Object> client(EmbeddedKafka kafka) {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }
}
