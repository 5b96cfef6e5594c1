package io.textmill.worker.engine;

import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record and what to run for it.
 *
 * @param source where it stands now: an input or one of its retry topics
 * @param inbound what the work is told: always the original record
 * @param input where its retries go
 * @param due not to be begun before; {@link Instant#MIN} for a new record
 * @param work the work, or the continuation of an earlier attempt
 * @param stage how far it has come
 */
record WorkItem(
        ConsumerRecord<byte[], byte[]> source, Inbound inbound, Input input, Instant due, Work work, Stage stage) {
    private static final Logger log = LoggerFactory.getLogger(WorkItem.class);

    /** How far a record has come. */
    private enum Stage {
        READ,
        /** It was begun here and is to go on: its work may hold what was paid for. */
        BEGUN,
        /** What came of it is too large to be published. */
        GIVEN_UP
    }

    /** A record that was just read. */
    static WorkItem read(ConsumerRecord<byte[], byte[]> source, Input input, Work work, Instant now) {
        if (input.isRetryTopic(source.topic())) {
            return new WorkItem(source, RetryRecord.inbound(source), input, RetryRecord.due(source), work, Stage.READ);
        }
        return new WorkItem(source, Inbound.first(source, now), input, Instant.MIN, work, Stage.READ);
    }

    /**
     * Runs the work.
     *
     * @param isStopped whether the work was interrupted by us: whatever it throws then is no defect
     * @return null when it was stopped, or when not even a defect could be reported: the record stays open
     */
    @Nullable
    Verdict verdict(BooleanSupplier isStopped) {
        try {
            return work.run(inbound);
        } catch (InterruptedException e) {
            return null;
        } catch (Throwable defect) {
            if (isStopped.getAsBoolean()) {
                return null;
            }
            failed(defect, "work failed with a defect");
            return giveUp(Work.Reason.DEFECT, defect.getClass().getSimpleName());
        }
    }

    /** What is published instead of the work's outcome; null when even that failed, and the record must stay open. */
    Verdict.@Nullable Done giveUp(Work.Reason why, String detail) {
        try {
            return work.giveUp(inbound, why, detail);
        } catch (Throwable defect) {
            failed(defect, "a record could not even be given up: it stays open");
            return null;
        }
    }

    /** The same record, to go on with that work, not before that time. */
    WorkItem continuedBy(Work next, Instant notBefore) {
        return new WorkItem(source, inbound, input, notBefore, next, Stage.BEGUN);
    }

    /** The same record and work, not before that time. */
    WorkItem notBefore(Instant time) {
        return new WorkItem(source, inbound, input, time, work, stage);
    }

    /** The same record, given up. */
    WorkItem givenUp() {
        return new WorkItem(source, inbound, input, due, work, Stage.GIVEN_UP);
    }

    /** Whether it was begun before: it goes on from there or stands in a retry topic. */
    boolean isRetry() {
        return due.isAfter(Instant.MIN);
    }

    /** Whether it was begun here and is to go on. */
    boolean isBegun() {
        return stage == Stage.BEGUN;
    }

    boolean isGivenUp() {
        return stage == Stage.GIVEN_UP;
    }

    boolean isDue(Instant now) {
        return !due.isAfter(now);
    }

    TopicPartition partition() {
        return new TopicPartition(source.topic(), source.partition());
    }

    long offset() {
        return source.offset();
    }

    /** About how much memory it takes, an earlier attempt's state included: that is a header. */
    long bytes() {
        long bytes = (long) Math.max(0, source.serializedKeySize()) + Math.max(0, source.serializedValueSize());
        for (Header header : source.headers()) {
            bytes += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return bytes;
    }

    private void failed(Throwable defect, String what) {
        log.atError()
                .addKeyValue("partition", partition())
                .addKeyValue("offset", offset())
                .setCause(defect)
                .log(what);
    }
}
