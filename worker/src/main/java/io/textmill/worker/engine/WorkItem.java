package io.textmill.worker.engine;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record and what to run for it.
 *
 * @param work the work, or the continuation of an earlier attempt
 * @param attempt how often the record was begun, from 1; going on after a wait is not begun again
 * @param isGivenUp whether it was given up because what came of it is too large
 */
record WorkItem(ConsumerRecord<byte[], byte[]> source, Work work, int attempt, boolean isGivenUp) {
    private static final Logger log = LoggerFactory.getLogger(WorkItem.class);

    /** A record that was just read. */
    static WorkItem first(ConsumerRecord<byte[], byte[]> source, Work work) {
        return new WorkItem(source, work, 1, false);
    }

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

    /** What is published instead of the work's outcome; null when even that failed, and the record must stay open. */
    Verdict.@Nullable Done giveUp(Work.Reason why, String detail) {
        try {
            return work.giveUp(inbound(), why, detail);
        } catch (Throwable defect) {
            log.atError()
                    .addKeyValue("partition", partition())
                    .addKeyValue("offset", source.offset())
                    .setCause(defect)
                    .log("a record could not even be given up: it stays open");
            return null;
        }
    }

    /** The same record, to go on with that work. */
    WorkItem continuedBy(Work next) {
        return new WorkItem(source, next, attempt, false);
    }

    /** The same record, given up. */
    WorkItem givenUp() {
        return new WorkItem(source, work, attempt, true);
    }

    TopicPartition partition() {
        return new TopicPartition(source.topic(), source.partition());
    }

    long bytes() {
        return Math.max(0, source.serializedKeySize()) + (long) Math.max(0, source.serializedValueSize());
    }
}
