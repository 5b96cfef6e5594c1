package io.textmill.worker.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;

/** The side of a consumer that reads: positions, pauses, and what is committed behind the positions. */
final class SimFetcher {
    private final SimProcess process;
    private final SimWorld world;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Set<TopicPartition> paused = new HashSet<>();

    SimFetcher(SimProcess process) {
        this.process = process;
        this.world = process.world();
    }

    /** The next records of those partitions, of a few of them and not many; empty when there is nothing to read. */
    ConsumerRecords<byte[], byte[]> fetch(Collection<TopicPartition> partitions) {
        var records = new HashMap<TopicPartition, List<ConsumerRecord<byte[], byte[]>>>();
        var next = new HashMap<TopicPartition, OffsetAndMetadata>();
        if (!process.reachesBrokers()) {
            return new ConsumerRecords<>(records, next);
        }
        throwOutOfRange(partitions);
        for (TopicPartition partition : partitions) {
            Long position = positions.get(partition);
            SimLog log = world.broker.log(partition);
            if (position == null || paused.contains(partition) || position >= log.stableEnd()) {
                continue;
            }
            if (world.faults.isOn() && world.random.chance(0.1)) {
                continue;
            }
            if (world.faults.strikes(SimFault.READ_AGAIN)) {
                position = Math.max(log.start(), world.random.spread(1, position + 1) - 1);
            }
            List<ConsumerRecord<byte[], byte[]>> read = read(log, position);
            if (!read.isEmpty()) {
                records.put(partition, read);
            }
            next.put(partition, new OffsetAndMetadata(positions.get(partition), leaderEpoch(), ""));
            long from = position;
            world.trace(() -> process + " reads " + partition + " from " + from + ": " + read.size() + " records");
        }
        return new ConsumerRecords<>(records, next);
    }

    private void throwOutOfRange(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Long position = positions.get(partition);
            boolean read = position != null && !paused.contains(partition);
            if (read && position < world.broker.log(partition).start()) {
                throw new OffsetOutOfRangeException(Map.of(partition, position));
            }
        }
    }

    /** Whether there is a position for each of so many partitions. */
    boolean hasPositions(int count) {
        return positions.size() == count;
    }

    boolean hasPosition(TopicPartition partition) {
        return positions.containsKey(partition);
    }

    long position(TopicPartition partition) {
        return positions.get(partition);
    }

    void seek(TopicPartition partition, long offset) {
        positions.put(partition, offset);
    }

    Set<TopicPartition> paused() {
        return Set.copyOf(paused);
    }

    void pause(Collection<TopicPartition> partitions) {
        paused.addAll(partitions);
    }

    void resume(Collection<TopicPartition> partitions) {
        paused.removeAll(partitions);
    }

    void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(positions::remove);
        paused.removeAll(partitions);
    }

    private List<ConsumerRecord<byte[], byte[]>> read(SimLog log, long from) {
        var read = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        int most = world.random.between(1, world.size.fetched());
        long offset = from;
        // Sometimes a fetch ends before the markers that follow a record, sometimes behind them.
        boolean stopsAtOnce = world.random.chance(0.5);
        for (; offset < log.stableEnd() && (read.size() < most || !stopsAtOnce); offset++) {
            SimLog.Entry entry = log.at(offset);
            if (entry.isVisible()) {
                if (read.size() == most) {
                    break;
                }
                read.add(record(log.partition(), entry));
            }
        }
        positions.put(log.partition(), offset);
        return read;
    }

    private ConsumerRecord<byte[], byte[]> record(TopicPartition partition, SimLog.Entry entry) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                entry.offset(),
                entry.timestamp(),
                TimestampType.CREATE_TIME,
                entry.key() == null ? -1 : entry.key().length,
                entry.value() == null ? -1 : entry.value().length,
                entry.key(),
                entry.value(),
                entry.headers(),
                leaderEpoch());
    }

    private Optional<Integer> leaderEpoch() {
        return Optional.of(world.broker.leaderEpoch());
    }
}
