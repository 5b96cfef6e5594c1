package io.textmill.worker.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** The consumer of a group's member. Its public methods are those of a Kafka consumer. */
final class SimConsumer {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SimProcess process;
    private final SimWorld world;
    private final SimMember member;
    private final SimFetcher fetcher;
    private final Set<String> topics = new TreeSet<>();
    private final Set<TopicPartition> owned = new TreeSet<>(SimBroker.BY_NAME);

    /** Those of {@link #owned} whose committed offset was read since they were assigned. */
    private final Set<TopicPartition> read = new HashSet<>();

    private ConsumerRebalanceListener listener;

    SimConsumer(SimProcess process) {
        this.process = process;
        this.world = process.world();
        this.member = new SimMember(process, this);
        this.fetcher = new SimFetcher(process);
    }

    SimMember member() {
        return member;
    }

    /** Whether it owns that partition, and has read what is committed for it since. */
    boolean hasRead(TopicPartition partition) {
        return read.contains(partition);
    }

    // What the engine calls

    public void subscribe(Collection<String> subscribed, ConsumerRebalanceListener rebalances) {
        topics.addAll(subscribed);
        listener = rebalances;
    }

    public Set<String> subscription() {
        return topics;
    }

    public Set<TopicPartition> assignment() {
        return Set.copyOf(owned);
    }

    public Set<TopicPartition> paused() {
        return fetcher.paused();
    }

    public void pause(Collection<TopicPartition> partitions) {
        partitions.forEach(this::requireOwned);
        fetcher.pause(partitions);
    }

    public void resume(Collection<TopicPartition> partitions) {
        partitions.forEach(this::requireOwned);
        fetcher.resume(partitions);
    }

    public void seek(TopicPartition partition, OffsetAndMetadata position) {
        seek(partition, position.offset());
    }

    public void seek(TopicPartition partition, long offset) {
        requireOwned(partition);
        fetcher.seek(partition, offset);
    }

    public ConsumerGroupMetadata groupMetadata() {
        return member.metadata();
    }

    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        process.pass("poll");
        member.pollBegins();
        try {
            ConsumerRecords<byte[], byte[]> records = fetch();
            if (records.nextOffsets().isEmpty() && !timeout.isZero()) {
                process.idle(timeout);
                records = fetch();
            }
            return records;
        } finally {
            member.pollEnds();
        }
    }

    public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
        return committed(partitions, MINUTE);
    }

    public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions, Duration timeout) {
        process.pass("committed");
        long end = world.time.now() + timeout.toMillis();
        while (!process.reachesBrokers() || !world.broker.group.isStable(partitions)) {
            long left = end - world.time.now();
            if (left <= 0) {
                world.counts.add(SimEvent.COMMITTED_NOT_READ);
                throw new TimeoutException("committed offsets are not stable, or no broker");
            }
            process.sleep(Math.min(left, world.random.between(5, 2_000)));
        }
        Map<TopicPartition, OffsetAndMetadata> answer = world.broker.group.committed(partitions);
        partitions.stream().filter(owned::contains).forEach(read::add);
        world.trace(() -> process + " reads committed " + told(answer));
        process.pass("committed, answered");
        return answer;
    }

    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions, Duration timeout) {
        process.pass("beginning offsets");
        if (!process.awaitBrokers(timeout)) {
            throw new TimeoutException("no broker answers");
        }
        var answer = new TreeMap<TopicPartition, Long>(SimBroker.BY_NAME);
        partitions.forEach(each -> answer.put(each, world.broker.log(each).start()));
        return answer;
    }

    public void close(CloseOptions options) {
        process.pass("close consumer");
        try {
            if (!owned.isEmpty()) {
                giveUp(List.copyOf(owned), !member.isFenced());
            }
        } finally {
            member.close();
        }
    }

    // Within poll

    private ConsumerRecords<byte[], byte[]> fetch() {
        while (member.isFenced() || !member.isReconciled()) {
            if (member.isFenced()) {
                giveUp(List.copyOf(owned), false);
                member.join();
            } else {
                reconcile();
            }
        }
        findPositions();
        return fetcher.fetch(owned);
    }

    /** First gives up what the group wants back; only when it knows that, the group assigns more. */
    private void reconcile() {
        List<TopicPartition> revoked = member.revoked(owned);
        if (!revoked.isEmpty()) {
            giveUp(revoked, true);
            member.beatSoon();
            return;
        }
        List<TopicPartition> assigned = member.assigned(owned);
        if (!assigned.isEmpty()) {
            owned.addAll(assigned);
            world.trace(() -> process + " is assigned " + assigned);
            callBack(() -> listener.onPartitionsAssigned(assigned));
        }
    }

    private void giveUp(List<TopicPartition> partitions, boolean orderly) {
        world.trace(() -> process + (orderly ? " is to give up " : " has lost ") + partitions);
        if (orderly) {
            callBack(() -> listener.onPartitionsRevoked(partitions));
        } else if (!partitions.isEmpty()) {
            world.counts.add(SimEvent.PARTITIONS_LOST);
            callBack(() -> listener.onPartitionsLost(partitions));
        }
        partitions.forEach(owned::remove);
        partitions.forEach(read::remove);
        fetcher.forget(partitions);
    }

    /** The client wraps what a callback throws. */
    private static void callBack(Runnable callback) {
        try {
            callback.run();
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new KafkaException("User rebalance callback throws an error", e);
        }
    }

    /** A partition without a position gets one from the group, as the client does it by itself, paused or not. */
    private void findPositions() {
        if (fetcher.hasPositions(owned.size()) || !process.reachesBrokers()) {
            return;
        }
        List<TopicPartition> without =
                owned.stream().filter(each -> !fetcher.hasPosition(each)).toList();
        if (!world.broker.group.isStable(without)) {
            return;
        }
        var unknown = new ArrayList<TopicPartition>();
        world.broker.group.committed(without).forEach((partition, committed) -> {
            if (committed == null) {
                unknown.add(partition);
            } else {
                fetcher.seek(partition, committed.offset());
            }
        });
        if (!unknown.isEmpty()) {
            throw new NoOffsetForPartitionException(unknown);
        }
    }

    /** Without the metadata, in which the owners' ids are others in each run. */
    private static Map<TopicPartition, Long> told(Map<TopicPartition, OffsetAndMetadata> committed) {
        var told = new TreeMap<TopicPartition, Long>(SimBroker.BY_NAME);
        committed.forEach((partition, offset) -> told.put(partition, offset == null ? null : offset.offset()));
        return told;
    }

    private void requireOwned(TopicPartition partition) {
        if (!owned.contains(partition)) {
            throw new IllegalStateException("No current assignment for partition " + partition);
        }
    }
}
