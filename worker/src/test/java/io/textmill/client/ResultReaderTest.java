package io.textmill.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.textmill.contract.JobResult;
import io.textmill.contract.ResultCodec;
import io.textmill.contract.Task;
import io.textmill.contract.Topics;
import io.textmill.sandbox.kafka.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultReaderTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private static EmbeddedKafka kafka;

    private final Topics topics = new Topics("t" + PREFIXES.incrementAndGet());
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeAll
    static void start(@TempDir Path dir) {
        kafka = EmbeddedKafka.start(dir);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @BeforeEach
    void connect() {
        kafka.createTopics(3, Arrays.stream(Task.values()).map(topics::results).toList());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", topics.prefix()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    @AfterEach
    void disconnect() {
        producer.close(Duration.ZERO);
    }

    @Test
    void aResultThatComesWhileSomebodyWaitsIsHandedOver() throws Exception {
        try (ResultReader reader = reader(Start.end(), 10)) {
            CompletableFuture<JobResult> waiting = CompletableFuture.supplyAsync(() -> awaited(reader, "a"));

            commit(Task.SENTIMENT, "a");

            assertThat(waiting.get(30, TimeUnit.SECONDS).jobId()).isEqualTo("a");
        }
    }

    @Test
    void aResultThatCameBeforeTheCallIsHandedOver() throws Exception {
        try (ResultReader reader = reader(Start.end(), 10)) {
            commit(Task.SUMMARIZE, "a");
            commit(Task.EXTRACTION, "b");
            assertThat(reader.await("b", LONG)).isPresent();

            assertThat(reader.await("a", LONG))
                    .hasValueSatisfying(result -> assertThat(result.jobId()).isEqualTo("a"));
        }
    }

    @Test
    void aResultIsNotSeenBeforeItsTransactionIsCommitted() throws Exception {
        try (ResultReader reader = reader(Start.beginning(), 10)) {
            producer.beginTransaction();
            send(Task.SUMMARIZE, "a");
            producer.flush();
            assertThat(reader.await("a", SHORT)).isEmpty();

            producer.commitTransaction();

            assertThat(reader.await("a", LONG)).isPresent();
        }
    }

    @Test
    void aResultOfAnAbortedTransactionIsNeverSeen() throws Exception {
        try (ResultReader reader = reader(Start.beginning(), 10)) {
            producer.beginTransaction();
            send(Task.SUMMARIZE, "a");
            producer.flush();
            producer.abortTransaction();

            commit(Task.SUMMARIZE, "b");

            assertThat(reader.await("b", LONG)).isPresent();
            assertThat(reader.await("a", SHORT)).isEmpty();
        }
    }

    @Test
    void theStartDecidesWhatIsRead() throws Exception {
        commit(Task.SUMMARIZE, "old");
        Instant between = Instant.now();
        await().until(() -> Instant.now().isAfter(between.plusMillis(1)));
        commit(Task.SUMMARIZE, "new");

        try (ResultReader beginning = reader(Start.beginning(), 10);
                ResultReader at = reader(Start.at(between.plusMillis(1)), 10);
                ResultReader end = reader(Start.end(), 10)) {
            commit(Task.SUMMARIZE, "newest");

            assertThat(jobIdsUntil(beginning, "newest")).containsExactlyInAnyOrder("old", "new", "newest");
            assertThat(jobIdsUntil(at, "newest")).containsExactlyInAnyOrder("new", "newest");
            assertThat(jobIdsUntil(end, "newest")).containsExactly("newest");
        }
    }

    @Test
    void onlyTheLastResultsAreRemembered() throws Exception {
        try (ResultReader reader = reader(Start.beginning(), 2)) {
            for (String jobId : List.of("a", "b", "c")) {
                commit(Task.SUMMARIZE, jobId);
                assertThat(reader.await(jobId, LONG)).isPresent();
            }

            assertThat(reader.await("a", SHORT)).isEmpty();
            assertThat(reader.await("b", SHORT)).isPresent();
        }
    }

    @Test
    void everyListenerIsToldEveryRememberedAndEveryLaterResultOnce() throws Exception {
        try (ResultReader reader = reader(Start.beginning(), 10)) {
            List<String> first = new CopyOnWriteArrayList<>();
            List<String> second = new CopyOnWriteArrayList<>();
            reader.onResult(result -> first.add(result.jobId()));
            commit(Task.SUMMARIZE, "a");
            assertThat(reader.await("a", LONG)).isPresent();
            reader.onResult(result -> second.add(result.jobId()));

            commit(Task.SENTIMENT, "b");

            await().atMost(LONG).until(() -> first.size() == 2 && second.size() == 2);
            assertThat(first).containsExactly("a", "b");
            assertThat(second).containsExactly("a", "b");
        }
    }

    @Test
    void aListenerThatThrowsDoesNotStopTheReading() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        try (ResultReader reader = reader(Start.beginning(), 10)) {
            reader.onResult(result -> {
                told.add(result.jobId());
                throw new IllegalArgumentException("a listener's own mistake, thrown on purpose");
            });
            commit(Task.SUMMARIZE, "a");
            await().dontCatchUncaughtExceptions().atMost(LONG).until(() -> told.contains("a"));

            commit(Task.SUMMARIZE, "b");

            await().dontCatchUncaughtExceptions().atMost(LONG).until(() -> told.contains("b"));
        }
    }

    @Test
    void aListenerThatWasEndedIsToldNoMore() throws Exception {
        try (ResultReader reader = reader(Start.beginning(), 10)) {
            List<String> ended = new CopyOnWriteArrayList<>();
            List<String> listening = new CopyOnWriteArrayList<>();
            Subscription subscription = reader.onResult(result -> ended.add(result.jobId()));
            reader.onResult(result -> listening.add(result.jobId()));
            commit(Task.SUMMARIZE, "a");
            await().atMost(LONG).until(() -> ended.contains("a") && listening.contains("a"));

            subscription.close();
            commit(Task.SUMMARIZE, "b");

            await().atMost(LONG).until(() -> listening.contains("b"));
            assertThat(ended).containsExactly("a");
        }
    }

    @Test
    void aListenerMayEndItself() throws Exception {
        try (ResultReader reader = reader(Start.beginning(), 10)) {
            List<String> first = new CopyOnWriteArrayList<>();
            List<String> all = new CopyOnWriteArrayList<>();
            AtomicReference<Subscription> own = new AtomicReference<>();
            own.set(reader.onResult(result -> {
                first.add(result.jobId());
                own.get().close();
            }));
            reader.onResult(result -> all.add(result.jobId()));

            commit(Task.SUMMARIZE, "a");
            await().atMost(LONG).until(() -> all.contains("a"));
            commit(Task.SUMMARIZE, "b");

            await().atMost(LONG).until(() -> all.contains("b"));
            assertThat(first).containsExactly("a");
        }
    }

    @Test
    void whatIsNoResultIsSkippedAndCounted() throws Exception {
        try (ResultReader reader = reader(Start.beginning(), 10)) {
            producer.beginTransaction();
            send(new ProducerRecord<>(topics.results(Task.SUMMARIZE), 0, null, new byte[] {'{'}));
            send(new ProducerRecord<>(topics.results(Task.SUMMARIZE), 0, null, null));
            send(new ProducerRecord<>(topics.results(Task.SUMMARIZE), 0, null, value("a", Task.SUMMARIZE)));
            producer.commitTransaction();

            assertThat(reader.await("a", LONG)).isPresent();
            assertThat(reader.skipped()).isEqualTo(2);
        }
    }

    @Test
    void aPartitionThatIsAddedLaterIsReadFromItsBeginning() throws Exception {
        Map<String, Object> quick = Map.of("bootstrap.servers", kafka.bootstrapServers(), "metadata.max.age.ms", "200");
        try (ResultReader reader = new ResultReader(quick, topics, Start.end(), 10);
                Admin admin = Admin.create(quick)) {
            admin.createPartitions(Map.of(topics.results(Task.SUMMARIZE), NewPartitions.increaseTo(4)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
            TopicPartition added = new TopicPartition(topics.results(Task.SUMMARIZE), 3);
            await().atMost(LONG).until(() -> hasLeader(admin, added));

            try (KafkaProducer<byte[], byte[]> plain =
                    new KafkaProducer<>(quick, new ByteArraySerializer(), new ByteArraySerializer())) {
                plain.send(new ProducerRecord<>(added.topic(), 3, null, value("a", Task.SUMMARIZE)))
                        .get(30, TimeUnit.SECONDS);
            }

            assertThat(reader.await("a", LONG)).isPresent();
        }
    }

    @Test
    void whoWaitsIsToldThatTheReaderWasClosed() throws Exception {
        ResultReader reader = reader(Start.end(), 10);
        CompletableFuture<JobResult> waiting = CompletableFuture.supplyAsync(() -> awaited(reader, "a"));

        reader.close();

        assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS)).hasMessageContaining("the reader is closed");
        assertThatThrownBy(() -> reader.await("b", LONG)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aListenerMayCloseTheReader() throws Exception {
        ResultReader reader = reader(Start.beginning(), 10);
        reader.onResult(result -> reader.close());

        commit(Task.SUMMARIZE, "a");

        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThatThrownBy(() -> reader.await("b", SHORT)).isInstanceOf(IllegalStateException.class));
    }

    @Test
    void topicsThatDoNotExistAreNamed() {
        Topics nowhere = new Topics("nowhere");

        assertThatThrownBy(() -> new ResultReader(properties(), nowhere, Start.end(), 10))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nowhere.summarize.results");
    }

    private ResultReader reader(Start start, int remembered) {
        return new ResultReader(properties(), topics, start, remembered);
    }

    private static Map<String, Object> properties() {
        // A group of the user's own must do no harm.
        return Map.of("bootstrap.servers", kafka.bootstrapServers(), "group.id", "somebody");
    }

    private List<String> jobIdsUntil(ResultReader reader, String last) throws InterruptedException {
        assertThat(reader.await(last, LONG)).isPresent();
        List<String> jobIds = new CopyOnWriteArrayList<>();
        reader.onResult(result -> jobIds.add(result.jobId()));
        await().atMost(LONG).until(() -> jobIds.contains(last));
        return jobIds;
    }

    private void commit(Task task, String jobId) {
        producer.beginTransaction();
        send(task, jobId);
        producer.commitTransaction();
    }

    private void send(Task task, String jobId) {
        send(new ProducerRecord<>(topics.results(task), value(jobId, task)));
    }

    private void send(ProducerRecord<byte[], byte[]> result) {
        // The commit says whether it was taken.
        Future<RecordMetadata> _ = producer.send(result);
    }

    private static byte[] value(String jobId, Task task) {
        Instant at = Instant.parse("2026-11-20T02:14:07Z");
        return ResultCodec.encode(new JobResult(
                jobId,
                task,
                JobResult.Status.SUCCEEDED,
                "summary",
                null,
                null,
                null,
                null,
                List.of(),
                1,
                0,
                false,
                null,
                new JobResult.Usage(0, 0, 0, 0, 0, null, null),
                null,
                1,
                new JobResult.Timings(at, at, at, 0, 0),
                "worker-1",
                null,
                null,
                Map.of()));
    }

    private static boolean hasLeader(Admin admin, TopicPartition partition) throws InterruptedException {
        try {
            admin.listOffsets(Map.of(partition, OffsetSpec.latest())).all().get(30, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException _) {
            return false;
        }
    }

    private static JobResult awaited(ResultReader reader, String jobId) {
        try {
            return reader.await(jobId, LONG).orElseThrow();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
