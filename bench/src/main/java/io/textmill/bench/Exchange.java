package io.textmill.bench;

import io.textmill.contract.HeaderNames;
import io.textmill.contract.Task;
import io.textmill.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Publishes jobs and reads what comes back, as an upstream service would: plain clients, {@code read_committed}, from
 * the beginning of every results, dead-letter and calls topic. Used by one thread.
 */
public final class Exchange implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(20);
    private static final Duration STEP = Duration.ofMillis(100);

    private final Topics topics = Topics.DEFAULT;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final ContractCheck check = new ContractCheck();
    private final boolean checked;

    /** One that holds every value it reads against the schemas. */
    static Exchange checked(String bootstrapServers) {
        return new Exchange(bootstrapServers, true);
    }

    /** One that only counts: the validator takes more time than the worker, and would be what is measured. */
    public static Exchange unchecked(String bootstrapServers) {
        return new Exchange(bootstrapServers, false);
    }

    private Exchange(String bootstrapServers, boolean checked) {
        this.checked = checked;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(partitions());
        consumer.seekToBeginning(consumer.assignment());
    }

    /** Publishes all and waits until Kafka has them. */
    public List<Published> publish(List<Input> inputs) {
        var sent = new ArrayList<Future<RecordMetadata>>();
        for (Input input : inputs) {
            byte[] key = input.jobId() == null ? null : input.jobId().getBytes(StandardCharsets.UTF_8);
            sent.add(producer.send(new ProducerRecord<>(topics.jobs(input.task()), key, input.value())));
        }
        producer.flush();
        var published = new ArrayList<Published>();
        for (int i = 0; i < inputs.size(); i++) {
            published.add(new Published(inputs.get(i), origin(sent.get(i))));
        }
        return published;
    }

    /** Reads what has come, waiting a moment for the first of it. */
    public void read(Tally tally) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(STEP);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            take(record, tally);
        }
    }

    /** Reads all that is visible now. */
    public void readToEnd(Tally tally) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        long patience = System.nanoTime() + END.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > patience) {
                throw new Failed("could not read to the end of the topics within " + END.toSeconds() + " s");
            }
            read(tally);
        }
    }

    /** What everything read so far is worth against the schemas. */
    ContractCheck check() {
        return check;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
    }

    private void take(ConsumerRecord<byte[], byte[]> record, Tally tally) {
        for (Task task : Task.values()) {
            if (record.topic().equals(topics.results(task))) {
                JsonNode result = json(record);
                if (checked) {
                    check.result(result);
                }
                tally.result(result);
            } else if (record.topic().equals(topics.deadLetters(task))) {
                Map<String, String> headers = headers(record);
                if (checked) {
                    check.deadLetter(asObject(headers));
                }
                tally.deadLetter(origin(record, headers), headers.getOrDefault(HeaderNames.ERROR_CODE, ""));
            }
        }
        if (record.topic().equals(topics.calls())) {
            JsonNode call = json(record);
            if (checked) {
                check.call(call);
            }
            tally.call(call);
        }
    }

    private List<TopicPartition> partitions() {
        var names = new ArrayList<String>();
        names.add(topics.calls());
        for (Task task : Task.values()) {
            names.add(topics.results(task));
            names.add(topics.deadLetters(task));
        }
        return names.stream()
                .flatMap(name -> consumer.partitionsFor(name).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private static JsonNode json(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Json.MAPPER.readTree(record.value());
        } catch (JacksonException e) {
            throw new Failed("%s-%d@%d is not JSON".formatted(record.topic(), record.partition(), record.offset()), e);
        }
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        var headers = new HashMap<String, String>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return headers;
    }

    private static ObjectNode asObject(Map<String, String> headers) {
        ObjectNode object = Json.MAPPER.createObjectNode();
        headers.forEach(object::put);
        return object;
    }

    private static Published.Origin origin(ConsumerRecord<byte[], byte[]> deadLetter, Map<String, String> headers) {
        try {
            return new Published.Origin(
                    headers.getOrDefault(HeaderNames.ORIGIN_TOPIC, ""),
                    Integer.parseInt(headers.getOrDefault(HeaderNames.ORIGIN_PARTITION, "")),
                    Long.parseLong(headers.getOrDefault(HeaderNames.ORIGIN_OFFSET, "")));
        } catch (NumberFormatException e) {
            throw new Failed(
                    "the dead letter %s-%d@%d does not say where it came from"
                            .formatted(deadLetter.topic(), deadLetter.partition(), deadLetter.offset()),
                    e);
        }
    }

    private static Published.Origin origin(Future<RecordMetadata> sent) {
        try {
            RecordMetadata at = sent.get();
            return new Published.Origin(at.topic(), at.partition(), at.offset());
        } catch (ExecutionException e) {
            throw new Failed("Kafka did not take a job: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed("interrupted while publishing", e);
        }
    }
}
