package io.textmill.sandbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

    @TempDir
    Path dir;

    @Test
    void carriesATransactionFromAProducerToANewStyleConsumerGroup() throws Exception {
        try (var kafka = EmbeddedKafka.start(dir)) {
            kafka.createTopics(3, List.of("words"));

            publish(kafka, "words", "one", "two", "three");

            assertThat(read(kafka, "words", 3)).containsExactlyInAnyOrder("one", "two", "three");
        }
    }

    @Test
    void keepsTopicsAndRecordsWhenItIsStartedAgainOnTheSameDirectory() throws Exception {
        try (var kafka = EmbeddedKafka.start(dir)) {
            kafka.createTopics(1, List.of("words"));
            publish(kafka, "words", "kept");
        }

        try (var kafka = EmbeddedKafka.start(dir)) {
            kafka.createTopics(1, List.of("words"));
            assertThat(read(kafka, "words", 1)).containsExactly("kept");
        }
    }

    @Test
    void createsEachTopicWithTheNumberOfPartitionsAskedFor() throws Exception {
        try (var kafka = EmbeddedKafka.start(dir);
                var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            kafka.createTopics(5, List.of("a", "b"));

            var described =
                    admin.describeTopics(List.of("a", "b")).allTopicNames().get();

            assertThat(described.values())
                    .extracting(topic -> topic.partitions().size())
                    .containsExactly(5, 5);
        }
    }

    private static void publish(EmbeddedKafka kafka, String topic, String... values) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "writer");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (String value : values) {
                var _ = producer.send(new ProducerRecord<>(topic, value, value));
            }
            producer.commitTransaction();
        }
    }

    private static List<String> read(EmbeddedKafka kafka, String topic, int count) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG, "readers",
                ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        var values = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            var patience = 200;
            while (values.size() < count && patience-- > 0) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
