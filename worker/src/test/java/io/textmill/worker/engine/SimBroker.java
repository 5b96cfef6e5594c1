package io.textmill.worker.engine;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The brokers: logs, the group's coordinator and the coordinator of transactions. They are up or away together. */
final class SimBroker {
    static final Comparator<TopicPartition> BY_NAME =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    /** What a record may take in any topic; far below what the engine can know of, so that brokers do refuse some. */
    static final int MAX_RECORD_BYTES = 10_000;

    final SimGroup group;
    final SimTransactions transactions;
    private final SimWorld world;
    private final Map<TopicPartition, SimLog> logs = new HashMap<>();
    private final Map<String, Integer> topics = new HashMap<>();
    private long upAt;
    private int leaderEpoch = 1;

    SimBroker(SimWorld world) {
        this.world = world;
        this.group = new SimGroup(world);
        this.transactions = new SimTransactions(world);
    }

    void create(String topic, int partitions) {
        topics.put(topic, partitions);
        partitions(topic).forEach(each -> logs.put(each, new SimLog(each)));
    }

    List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, topics.get(topic))
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    SimLog log(TopicPartition partition) {
        return logs.get(partition);
    }

    /** A partition for a record that names none: by its key where it has one, as the client does. */
    SimLog logFor(String topic, byte[] key) {
        int count = topics.get(topic);
        return log(new TopicPartition(topic, key == null ? 0 : Math.floorMod(Arrays.hashCode(key), count)));
    }

    /** Appends a record of a publisher. */
    void publish(SimTransaction transaction, TopicPartition partition, String value) {
        byte[] bytes = SimJob.bytes(value);
        SimLog log = log(partition);
        log.append(transaction, bytes, bytes, new RecordHeaders(), world.time.now());
        if (transaction != null) {
            transaction.logs.add(log);
        }
        world.cluster.wakeAll();
    }

    /** Appends a record of a transaction. */
    SimLog.Entry append(SimTransaction transaction, SimLog log, byte[] key, byte[] value, Headers headers) {
        long offset = log.append(transaction, key, value, headers, world.time.now());
        transaction.logs.add(log);
        transaction.records.add(log.at(offset));
        return log.at(offset);
    }

    /** The brokers answer again. */
    void recover() {
        upAt = Math.min(upAt, world.time.now());
        world.cluster.wakeAll();
    }

    boolean isUp() {
        return world.time.now() >= upAt;
    }

    long upAt() {
        return upAt;
    }

    int leaderEpoch() {
        return leaderEpoch;
    }

    /** Nobody reaches the brokers for that long; then other leaders answer. */
    void leaveFor(long millis) {
        upAt = Math.max(upAt, world.time.now() + millis);
        leaderEpoch++;
        world.time.at(upAt, world.cluster::wakeAll);
    }
}
