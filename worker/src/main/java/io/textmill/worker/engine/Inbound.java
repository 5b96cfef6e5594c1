package io.textmill.worker.engine;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record to work on. A retry looks like the original record, but for its attempt.
 *
 * @param source the topic and partition it was published to
 * @param offset its offset there
 * @param timestamp its timestamp there
 * @param key its key, untouched
 * @param value its value, untouched; null for a tombstone
 * @param headers its headers, not to be changed
 * @param attempt how often the record was begun, from 1; going on after a wait in memory is not begun again
 * @param firstSeen when a worker read it for the first time
 * @param state what the attempt before has left for this one; null for nothing
 * @param hold whether the work must be let finish when the partition is given up
 */
public record Inbound(
        TopicPartition source,
        long offset,
        Instant timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        Headers headers,
        int attempt,
        Instant firstSeen,
        byte @Nullable [] state,
        Hold hold) {

    /** A record that nobody works on yet, without anything left by an attempt before. */
    public Inbound(
            TopicPartition source,
            long offset,
            Instant timestamp,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Headers headers,
            int attempt,
            Instant firstSeen) {
        this(source, offset, timestamp, key, value, headers, attempt, firstSeen, null, new Hold());
    }

    /** The same record with something else left by the attempt before. */
    public Inbound with(byte @Nullable [] otherState) {
        return new Inbound(source, offset, timestamp, key, value, headers, attempt, firstSeen, otherState, hold);
    }

    /** A record that was never begun. */
    static Inbound first(ConsumerRecord<byte[], byte[]> source, Instant now) {
        return new Inbound(
                new TopicPartition(source.topic(), source.partition()),
                source.offset(),
                Instant.ofEpochMilli(source.timestamp()),
                source.key(),
                source.value(),
                source.headers(),
                1,
                now);
    }
}
