package io.textmill.bench.engine;

import io.textmill.worker.engine.Clients;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The engine without exactly once, to know what that costs: where it commits a transaction, the results are flushed and
 * then the member of the group commits the offsets. A crash between the two publishes results again. For the benchmark
 * only.
 */
final class AtLeastOnce implements Clients {
    private final Clients usual;
    private final String bootstrapServers;

    /** The member of the group, once it was asked for. */
    private @Nullable Consumer<byte[], byte[]> member;

    AtLeastOnce(Clients usual, String bootstrapServers) {
        this.usual = usual;
        this.bootstrapServers = bootstrapServers;
    }

    @Override
    public Consumer<byte[], byte[]> consumer() {
        member = usual.consumer();
        return member;
    }

    @Override
    public Consumer<byte[], byte[]> reader() {
        return usual.reader();
    }

    @Override
    public Producer<byte[], byte[]> producer(String transactionalId) {
        if (member == null) {
            throw new IllegalStateException("there is no member that could commit");
        }
        return new Plain(properties(), member);
    }

    /** What the engine's own producer has, but for the transactions. */
    private Map<String, Object> properties() {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.RETRY_BACKOFF_MS_CONFIG,
                10,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4");
    }

    /** A producer whose transactions are none. Used by the engine thread, which owns the consumer too. */
    private static final class Plain extends KafkaProducer<byte[], byte[]> {
        private final Consumer<byte[], byte[]> member;
        private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();

        Plain(Map<String, Object> properties, Consumer<byte[], byte[]> member) {
            super(properties, new ByteArraySerializer(), new ByteArraySerializer());
            this.member = member;
        }

        @Override
        public void initTransactions() {}

        @Override
        public void beginTransaction() {
            offsets.clear();
        }

        @Override
        public void sendOffsetsToTransaction(
                Map<TopicPartition, OffsetAndMetadata> finished, ConsumerGroupMetadata group) {
            offsets.putAll(finished);
        }

        @Override
        public void commitTransaction() {
            flush();
            member.commitSync(offsets);
        }

        @Override
        public void abortTransaction() {}
    }
}
