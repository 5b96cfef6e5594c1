package io.textmill.bench.engine;

import java.time.Duration;
import java.util.BitSet;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the results of one trial as they become visible to {@code read_committed}, and counts. Used by one thread. */
final class Results implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration END = Duration.ofSeconds(20);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final BitSet seen = new BitSet();
    private int duplicates;

    Results(Lane lane) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        lane.bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(lane.outputPartitions());
        consumer.seekToBeginning(consumer.assignment());
    }

    /** Waits a moment for results; each number that was not seen before is handed over. */
    void read(LongConsumer receiver) {
        for (ConsumerRecord<byte[], byte[]> result : consumer.poll(STEP)) {
            long number = Job.number(result.key());
            if (seen.get((int) number)) {
                duplicates++;
            } else {
                seen.set((int) number);
                receiver.accept(number);
            }
        }
    }

    /** How many jobs have a result. */
    int count() {
        return seen.cardinality();
    }

    /** Reads all that is visible now, and says how many results came beyond one for each job. */
    int duplicatesAtTheEnd() {
        var ends = consumer.endOffsets(consumer.assignment());
        long patience = System.nanoTime() + END.toNanos();
        while (System.nanoTime() < patience
                && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            read(_ -> {});
        }
        return duplicates;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
