package io.textmill.worker.engine;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Where the engine gets its Kafka clients from. It closes what it got. */
public interface Clients {
    /** The member of the group. */
    Consumer<byte[], byte[]> consumer();

    /** A consumer that belongs to no group, to read the marker topic with. */
    Consumer<byte[], byte[]> reader();

    /** A transactional producer, not yet initialised. */
    Producer<byte[], byte[]> producer(String transactionalId);

    /** Clients of the brokers that the settings name. */
    static Clients of(EngineSettings settings) {
        return new Clients() {
            @Override
            public Consumer<byte[], byte[]> consumer() {
                return new KafkaConsumer<>(
                        KafkaSettings.consumer(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
            }

            @Override
            public Consumer<byte[], byte[]> reader() {
                return new KafkaConsumer<>(
                        KafkaSettings.reader(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
            }

            @Override
            public Producer<byte[], byte[]> producer(String transactionalId) {
                return new KafkaProducer<>(
                        KafkaSettings.producer(settings, transactionalId),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
            }
        };
    }
}
