package io.textmill.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.HeaderNames;
import io.textmill.contract.Task;
import io.textmill.contract.Topics;
import io.textmill.sandbox.kafka.EmbeddedKafka;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker, with this test in the worker's place. */
class ExchangeTest {
    private static final Topics TOPICS = Topics.DEFAULT;

    @TempDir
    Path folder;

    @Test
    void seesCommittedAnswersOnlyAndMatchesDeadLettersToTheirRecords() {
        try (EmbeddedKafka kafka = kafka();
                var exchange = Exchange.checked(kafka.bootstrapServers())) {
            List<Published> published = exchange.publish(List.of(
                    new Input(Task.SENTIMENT, "{}".getBytes(UTF_8), "a", "juhe", null),
                    new Input(Task.SENTIMENT, new byte[] {(byte) 0xff}, null, null, "invalid_json")));
            Published.Origin broken = published.getLast().origin();
            var tally = new Tally(published);

            workInTransactions(
                    kafka.bootstrapServers(),
                    List.of(result("a"), result("a")),
                    List.of(result("a"), deadLetter(broken), call("a", "G1")));
            exchange.readToEnd(tally);

            assertThat(tally.complete()).isTrue();
            assertThat(tally.duplicates()).isZero();
            assertThat(tally.deadLetterOf(broken)).isEqualTo("invalid_json");
            assertThat(Books.ofCalls(tally.calls())).containsEntry("juhe", new Books(1, 1, 0, List.of("G1")));
            assertThat(exchange.check().resultsChecked()).isEqualTo(1);
        }
    }

    /** Publishes the first records in a transaction that is aborted, the others in one that is committed. */
    private static void workInTransactions(
            String bootstrapServers,
            List<ProducerRecord<byte[], byte[]>> aborted,
            List<ProducerRecord<byte[], byte[]>> committed) {
        try (var worker = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "test"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            worker.initTransactions();
            worker.beginTransaction();
            sendAll(worker, aborted);
            worker.abortTransaction();
            worker.beginTransaction();
            sendAll(worker, committed);
            worker.commitTransaction();
        }
    }

    /** Waits for each: what is aborted must have reached the broker. */
    private static void sendAll(KafkaProducer<byte[], byte[]> worker, List<ProducerRecord<byte[], byte[]>> records) {
        for (var record : records) {
            var sent = worker.send(record);
            worker.flush();
            assertThat(sent).isDone();
        }
    }

    private EmbeddedKafka kafka() {
        EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"));
        kafka.createTopics(2, TOPICS);
        return kafka;
    }

    private static ProducerRecord<byte[], byte[]> result(String jobId) {
        String json = "{\"jobId\":\"%s\",\"status\":\"succeeded\"}".formatted(jobId);
        return new ProducerRecord<>(TOPICS.results(Task.SENTIMENT), jobId.getBytes(UTF_8), json.getBytes(UTF_8));
    }

    private static ProducerRecord<byte[], byte[]> call(String jobId, String orderId) {
        String json = "{\"jobId\":\"%s\",\"provider\":\"juhe\",\"order_id\":\"%s\",\"charged\":true}"
                .formatted(jobId, orderId);
        return new ProducerRecord<>(TOPICS.calls(), jobId.getBytes(UTF_8), json.getBytes(UTF_8));
    }

    private static ProducerRecord<byte[], byte[]> deadLetter(Published.Origin origin) {
        var record = new ProducerRecord<byte[], byte[]>(TOPICS.deadLetters(Task.SENTIMENT), new byte[] {(byte) 0xff});
        Map.of(
                        HeaderNames.ORIGIN_TOPIC, origin.topic(),
                        HeaderNames.ORIGIN_PARTITION, Integer.toString(origin.partition()),
                        HeaderNames.ORIGIN_OFFSET, Long.toString(origin.offset()),
                        HeaderNames.ERROR_CODE, "invalid_json")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return record;
    }
}
