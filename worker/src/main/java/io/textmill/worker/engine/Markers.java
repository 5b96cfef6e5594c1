package io.textmill.worker.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Which partitions a group has ever begun, kept in a compacted topic. A marker goes out in the transaction that commits
 * the partition's first offset. So a partition without an offset is new when it has no marker; when it has one, its
 * offset was lost.
 */
final class Markers {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);

    /** Reading a few records takes one or two. */
    private static final int MOST_POLLS = 100;

    private final Clients clients;
    private final EngineSettings settings;

    Markers(Clients clients, EngineSettings settings) {
        this.clients = clients;
        this.settings = settings;
    }

    /** The marker of a partition that is begun now. */
    Outbound of(TopicPartition partition, Instant now) {
        byte[] value = ("begun " + now).getBytes(StandardCharsets.UTF_8);
        return new Outbound(settings.markers(), key(partition).getBytes(StandardCharsets.UTF_8), value, List.of());
    }

    /**
     * The partitions, of those, that have a marker.
     *
     * @throws TimeoutException when the brokers do not answer in time
     */
    Set<TopicPartition> begunOf(Set<TopicPartition> partitions) {
        var keys = new HashSet<String>();
        try (Consumer<byte[], byte[]> reader = clients.reader()) {
            List<TopicPartition> all = reader.partitionsFor(settings.markers(), PATIENCE).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            reader.assign(all);
            reader.seekToBeginning(all);
            Map<TopicPartition, Long> ends = reader.endOffsets(all, PATIENCE);
            for (int polls = 0; !ends.entrySet().stream().allMatch(end -> reachedBy(reader, end)); polls++) {
                if (polls == MOST_POLLS) {
                    throw new TimeoutException("the markers in " + settings.markers() + " could not be read");
                }
                reader.poll(POLL).forEach(record -> keys.add(new String(record.key(), StandardCharsets.UTF_8)));
            }
        }
        var begun = new HashSet<>(partitions);
        begun.removeIf(partition -> !keys.contains(key(partition)));
        return begun;
    }

    private static boolean reachedBy(Consumer<?, ?> reader, Map.Entry<TopicPartition, Long> end) {
        return reader.position(end.getKey(), PATIENCE) >= end.getValue();
    }

    private String key(TopicPartition partition) {
        return settings.group() + " " + partition;
    }
}
