package io.textmill.worker.engine;

import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record to work on.
 *
 * @param source the topic and partition it was read from
 * @param offset its offset there
 * @param timestamp its timestamp
 * @param key its key, untouched
 * @param value its value, untouched; null for a tombstone
 * @param headers its headers, not to be changed
 * @param attempt how often the record was begun, from 1; going on after a wait is not begun again
 */
public record Inbound(
        TopicPartition source,
        long offset,
        Instant timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        Headers headers,
        int attempt) {}
