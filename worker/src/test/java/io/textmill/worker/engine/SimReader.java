package io.textmill.worker.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** A consumer without a group: its public methods are those of a Kafka consumer. */
final class SimReader {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SimProcess process;
    private final SimWorld world;
    private final SimFetcher fetcher;
    private final Set<TopicPartition> assigned = new TreeSet<>(SimBroker.BY_NAME);

    SimReader(SimProcess process) {
        this.process = process;
        this.world = process.world();
        this.fetcher = new SimFetcher(process);
    }

    public java.util.List<PartitionInfo> partitionsFor(String topic) {
        return partitionsFor(topic, MINUTE);
    }

    public java.util.List<PartitionInfo> partitionsFor(String topic, Duration timeout) {
        requireBrokers(timeout);
        return world.broker.partitions(topic).stream()
                .map(each -> new PartitionInfo(topic, each.partition(), null, null, null))
                .toList();
    }

    public void assign(Collection<TopicPartition> partitions) {
        assigned.clear();
        assigned.addAll(partitions);
    }

    public Set<TopicPartition> assignment() {
        return Set.copyOf(assigned);
    }

    public void seekToBeginning(Collection<TopicPartition> partitions) {
        partitions.forEach(each -> fetcher.seek(each, world.broker.log(each).start()));
    }

    public void seek(TopicPartition partition, long offset) {
        fetcher.seek(partition, offset);
    }

    public long position(TopicPartition partition) {
        return fetcher.position(partition);
    }

    public long position(TopicPartition partition, Duration timeout) {
        return fetcher.position(partition);
    }

    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        process.pass("read");
        ConsumerRecords<byte[], byte[]> records = fetcher.fetch(assigned);
        if (records.nextOffsets().isEmpty() && !timeout.isZero()) {
            process.idle(timeout);
        }
        return records;
    }

    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
        return beginningOffsets(partitions, MINUTE);
    }

    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions, Duration timeout) {
        requireBrokers(timeout);
        var answer = new TreeMap<TopicPartition, Long>(SimBroker.BY_NAME);
        partitions.forEach(each -> answer.put(each, world.broker.log(each).start()));
        return answer;
    }

    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
        return endOffsets(partitions, MINUTE);
    }

    /** For a reader of committed records: where the first open transaction begins. */
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions, Duration timeout) {
        requireBrokers(timeout);
        var answer = new TreeMap<TopicPartition, Long>(SimBroker.BY_NAME);
        partitions.forEach(each -> answer.put(each, world.broker.log(each).stableEnd()));
        return answer;
    }

    public void close() {}

    public void close(Duration timeout) {}

    public void close(CloseOptions options) {}

    private void requireBrokers(Duration timeout) {
        process.pass("ask");
        if (!process.awaitBrokers(timeout)) {
            throw new TimeoutException("no broker answers");
        }
    }
}
