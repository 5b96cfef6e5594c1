package io.textmill.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.textmill.contract.Decoded;
import io.textmill.contract.Job;
import io.textmill.contract.JobCodec;
import io.textmill.contract.SentimentOptions;
import io.textmill.contract.Task;
import io.textmill.contract.Topics;
import io.textmill.sandbox.kafka.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobPublisherTest {
    private static EmbeddedKafka kafka;
    private static JobPublisher publisher;

    @BeforeAll
    static void start(@TempDir Path dir) {
        kafka = EmbeddedKafka.start(dir);
        kafka.createTopics(1, List.of("nlp.summarize.jobs", "nlp.sentiment.jobs", "acme.summarize.jobs"));
        publisher = new JobPublisher(Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "0"));
    }

    @AfterAll
    static void stop() {
        publisher.close();
        kafka.close();
    }

    @Test
    void aJobArrivesInItsTasksTopicWithItsJobIdAsKey() throws Exception {
        Job job = Job.sentiment("review-1", "房间很干净。");

        RecordMetadata place = publisher.publish(job).get(30, TimeUnit.SECONDS);

        ConsumerRecord<byte[], byte[]> arrived = read(place);
        assertThat(place.topic()).isEqualTo("nlp.sentiment.jobs");
        assertThat(new String(arrived.key(), UTF_8)).isEqualTo("review-1");
        assertThat(JobCodec.decode(arrived.value(), Task.SENTIMENT, 1_000_000))
                .isEqualTo(new Decoded.Valid(job, Set.of()));
    }

    @Test
    void keyAndHeadersAreTheCallersOwn() throws Exception {
        RecordMetadata place = publisher
                .publish(
                        Job.summarize("a", "text"),
                        "customer-7",
                        List.of(new RecordHeader("traceparent", "00-4bf9".getBytes(UTF_8))))
                .get(30, TimeUnit.SECONDS);

        ConsumerRecord<byte[], byte[]> arrived = read(place);
        assertThat(new String(arrived.key(), UTF_8)).isEqualTo("customer-7");
        assertThat(new String(arrived.headers().lastHeader("traceparent").value(), UTF_8))
                .isEqualTo("00-4bf9");
    }

    @Test
    void aJobMayHaveNoKey() throws Exception {
        RecordMetadata place =
                publisher.publish(Job.summarize("a", "text"), null, List.of()).get(30, TimeUnit.SECONDS);

        assertThat(read(place).key()).isNull();
    }

    @Test
    void topicsMayHaveAnotherPrefix() throws Exception {
        try (JobPublisher other =
                new JobPublisher(Map.of("bootstrap.servers", kafka.bootstrapServers()), new Topics("acme"))) {
            RecordMetadata place = other.publish(Job.summarize("a", "text")).get(30, TimeUnit.SECONDS);

            assertThat(place.topic()).isEqualTo("acme.summarize.jobs");
        }
    }

    @Test
    void aJobThatAWorkerWouldRefuseIsNotSent() {
        assertThatThrownBy(() -> publisher.publish(Job.summarize("a", " \n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("text: ");
        assertThatThrownBy(() -> publisher.publish(Job.summarize("x".repeat(129), "text")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("jobId: ");
        assertThatThrownBy(() -> publisher.publish(Job.summarize("a", "text").withProvider("http://evil/")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("provider: ");
        assertThatThrownBy(() -> publisher.publish(Job.summarize("a", "x".repeat(1_000_001))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("text: ");
        assertThatThrownBy(() -> publisher.publish(Job.summarize("a", "text").withOptions(SentimentOptions.DEFAULT)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("options: ");
    }

    @Test
    void aJobThatKafkaDoesNotTakeFailsItsFuture() {
        try (JobPublisher impatient = new JobPublisher(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.block.ms", "300"), new Topics("nowhere"))) {
            assertThatThrownBy(
                            () -> impatient.publish(Job.summarize("a", "text")).get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(org.apache.kafka.common.errors.TimeoutException.class);
        }
    }

    @Test
    void aJobOfTheLargestSizeIsTaken() throws Exception {
        int envelope = JobCodec.encode(Job.summarize("a", "x")).length - 1;

        RecordMetadata place = publisher
                .publish(Job.summarize("a", "x".repeat(JobCodec.DEFAULT_MAX_BYTES - envelope)))
                .get(30, TimeUnit.SECONDS);

        assertThat(place.serializedValueSize()).isEqualTo(JobCodec.DEFAULT_MAX_BYTES);
    }

    @Test
    void theLargestSizeIsWhatTheWorkersAreConfiguredToTake() {
        try (JobPublisher small =
                new JobPublisher(Map.of("bootstrap.servers", kafka.bootstrapServers()), Topics.DEFAULT, 1_000)) {
            assertThatThrownBy(() -> small.publish(Job.summarize("a", "x".repeat(1_001))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("text: ")
                    .hasMessageContaining("at most 1000 bytes");
        }
    }

    @Test
    void aLargerSizeThanUsualMayBeAllowed() throws Exception {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.request.size", 3_000_000);
        kafka.createTopics(1, List.of("large.summarize.jobs"));
        try (JobPublisher large = new JobPublisher(properties, new Topics("large"), 2_000_000)) {
            CompletableFuture<RecordMetadata> published = large.publish(Job.summarize("a", "x".repeat(1_000_001)));

            assertThat(published.get(30, TimeUnit.SECONDS).serializedValueSize())
                    .isGreaterThan(1_000_001);
        }
    }

    @Test
    void aSizeOfNothingIsRefused() {
        assertThatThrownBy(() -> new JobPublisher(Map.of(), Topics.DEFAULT, 0))
                .hasMessage("maxBytes: 0; allowed: at least 1");
    }

    private static ConsumerRecord<byte[], byte[]> read(RecordMetadata place) {
        Map<String, Object> properties = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(place.topic(), place.partition());
            consumer.assign(List.of(partition));
            consumer.seek(partition, place.offset());
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (found.isEmpty() && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
            return found.getFirst();
        }
    }
}
