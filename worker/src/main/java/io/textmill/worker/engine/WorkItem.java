package io.textmill.worker.engine;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A record and what to run for it.
 *
 * @param work the work, or the continuation of an earlier attempt
 * @param attempt from 1
 */
record WorkItem(ConsumerRecord<byte[], byte[]> source, Work work, int attempt) {
    Inbound inbound() {
        return new Inbound(
                partition(),
                source.offset(),
                Instant.ofEpochMilli(source.timestamp()),
                source.key(),
                source.value(),
                source.headers(),
                attempt);
    }

    /** The same record, to go on with that work. */
    WorkItem continuedBy(Work next) {
        return new WorkItem(source, next, attempt + 1);
    }

    TopicPartition partition() {
        return new TopicPartition(source.topic(), source.partition());
    }

    long bytes() {
        return Math.max(0, source.serializedKeySize()) + (long) Math.max(0, source.serializedValueSize());
    }
}
