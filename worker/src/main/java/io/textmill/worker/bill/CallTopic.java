package io.textmill.worker.bill;

import io.textmill.contract.CallEntry;
import io.textmill.contract.ResultCodec;
import io.textmill.worker.topic.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The topic {@code nlp.calls}, read once. */
public final class CallTopic {
    /** How far clocks may be apart. */
    private static final Duration CLOCKS = Duration.ofHours(1);

    private final String topic;
    private final TopicReader reader;

    /**
     * That topic.
     *
     * @param client properties, such as {@code bootstrap.servers} and security
     */
    public CallTopic(String topic, Map<String, String> client) {
        this.topic = topic;
        this.reader = new TopicReader(client);
    }

    /**
     * Reads every call that is committed now. Joins no group and commits nothing.
     *
     * @param since calls that were answered before need not come; null for all
     * @throws TimeoutException when the brokers do not answer
     */
    public void read(@Nullable Instant since, Consumer<CallEntry> each) {
        reader.read(
                List.of(topic),
                since == null ? TopicReader.Start.BEGINNING : from(since),
                record -> each.accept(ResultCodec.decodeCall(record.value())));
    }

    /** A call's record is younger than its answer, by the clocks' difference at most. */
    private static TopicReader.Start from(Instant since) {
        long from = since.minus(CLOCKS).toEpochMilli();
        return (consumer, ends) -> {
            Map<TopicPartition, OffsetAndTimestamp> first = consumer.offsetsForTimes(
                    ends.keySet().stream().collect(Collectors.toMap(part -> part, _ -> from)), TopicReader.PATIENCE);
            ends.forEach((part, end) -> {
                OffsetAndTimestamp at = first.get(part);
                consumer.seek(part, at == null ? end : at.offset());
            });
        };
    }
}
