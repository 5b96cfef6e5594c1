package io.textmill.worker.engine;

import static io.textmill.contract.HeaderNames.ATTEMPTS;
import static io.textmill.contract.HeaderNames.ERROR_CODE;
import static io.textmill.contract.HeaderNames.ERROR_MESSAGE;
import static io.textmill.contract.HeaderNames.FIRST_SEEN;
import static io.textmill.contract.HeaderNames.ORIGIN_OFFSET;
import static io.textmill.contract.HeaderNames.ORIGIN_PARTITION;
import static io.textmill.contract.HeaderNames.ORIGIN_TIMESTAMP;
import static io.textmill.contract.HeaderNames.ORIGIN_TOPIC;
import static io.textmill.contract.HeaderNames.RETRY_DUE;
import static io.textmill.contract.HeaderNames.STATE;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record in a retry topic: the original key, value and headers, and beside them when it is due, where it came from,
 * how often it was begun, when for the first time, why it waits, and what the next attempt is given. Pure.
 */
final class RetryRecord {
    private static final Set<String> OURS = Set.of(
            RETRY_DUE,
            FIRST_SEEN,
            ATTEMPTS,
            ORIGIN_TOPIC,
            ORIGIN_PARTITION,
            ORIGIN_OFFSET,
            ORIGIN_TIMESTAMP,
            ERROR_CODE,
            ERROR_MESSAGE,
            STATE);

    private RetryRecord() {}

    /** What waits in a retry topic until the work's retry is due. */
    static Outbound of(WorkItem item, Verdict.Retry retry, Instant now) {
        Inbound inbound = item.inbound();
        RetryTier tier = RetryTier.of(Duration.between(now, retry.due()));
        var headers = new ArrayList<Header>();
        for (Header header : inbound.headers()) {
            if (!OURS.contains(header.key())) {
                headers.add(header);
            }
        }
        headers.add(header(RETRY_DUE, tier.roundUp(retry.due()).toEpochMilli()));
        headers.add(header(FIRST_SEEN, inbound.firstSeen().toEpochMilli()));
        headers.add(header(ATTEMPTS, inbound.attempt()));
        headers.add(header(ORIGIN_TOPIC, inbound.source().topic()));
        headers.add(header(ORIGIN_PARTITION, inbound.source().partition()));
        headers.add(header(ORIGIN_OFFSET, inbound.offset()));
        headers.add(header(ORIGIN_TIMESTAMP, inbound.timestamp().toEpochMilli()));
        headers.add(header(ERROR_CODE, retry.code()));
        headers.add(header(ERROR_MESSAGE, retry.message()));
        byte[] state = retry.state();
        if (state != null) {
            headers.add(new RecordHeader(STATE, state));
        }
        // The partition of the same number, however often it is retried: whoever has that has the journal of its calls.
        int partition = inbound.source().partition();
        return new Outbound(item.input().retryTopic(tier), partition, inbound.key(), inbound.value(), headers);
    }

    /** When a record of a retry topic is due; at once when it does not say. */
    static Instant due(ConsumerRecord<byte[], byte[]> source) {
        return Instant.ofEpochMilli(number(source.headers(), RETRY_DUE, 0));
    }

    /** The original record, begun once more. What the headers do not say is taken from the record itself. */
    static Inbound inbound(ConsumerRecord<byte[], byte[]> source) {
        Headers headers = source.headers();
        var origin = new TopicPartition(text(headers, ORIGIN_TOPIC, source.topic()), (int)
                number(headers, ORIGIN_PARTITION, source.partition()));
        return new Inbound(
                        origin,
                        number(headers, ORIGIN_OFFSET, source.offset()),
                        Instant.ofEpochMilli(number(headers, ORIGIN_TIMESTAMP, source.timestamp())),
                        source.key(),
                        source.value(),
                        new RecordHeaders(Arrays.stream(headers.toArray())
                                .filter(header -> !OURS.contains(header.key()))
                                .toArray(Header[]::new)),
                        (int) number(headers, ATTEMPTS, 0) + 1,
                        Instant.ofEpochMilli(number(headers, FIRST_SEEN, source.timestamp())))
                .with(bytes(headers, STATE));
    }

    private static Header header(String name, Object value) {
        return new RecordHeader(name, String.valueOf(value).getBytes(StandardCharsets.UTF_8));
    }

    private static byte @Nullable [] bytes(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : header.value();
    }

    private static String text(Headers headers, String name, String otherwise) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? otherwise
                : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static long number(Headers headers, String name, long otherwise) {
        try {
            return Long.parseLong(text(headers, name, ""));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
