package io.textmill.worker.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes partitions over where their earlier owner left them.
 *
 * <ul>
 *   <li>What is committed is read first, and that waits for transactions of the earlier owner that are still open. A
 *       partition is parked until then, while the others go on.
 *   <li>A partition that the group has never begun starts at its beginning.
 *   <li>A partition whose offset was lost, or whose metadata cannot be read, is blocked: its records would be paid for
 *       again.
 * </ul>
 *
 * <p>Used by the engine thread only.
 */
final class Takeover {
    private static final Logger log = LoggerFactory.getLogger(Takeover.class);

    static final String OFFSET_LOST =
            "the group has begun it, but its offset is gone: deleted, or the group was away for longer than"
                + " offsets.retention.minutes; starting over would pay for all of it again; stop the workers and set"
                + " its offset with kafka-consumer-groups.sh --reset-offsets";

    /** How long all others wait for one attempt. */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(300);

    /** No transaction lives longer than its timeout and the coordinator's next sweep. */
    private static final Duration HANGING = EngineSettings.TRANSACTION_TIMEOUT.plusSeconds(30);

    private final EngineSettings settings;
    private final Consumer<byte[], byte[]> consumer;
    private final Markers markers;
    private final Partitions partitions;
    private final Ticker ticker;
    private final int engineId;

    /** Assigned and not yet taken over, with the moment of assignment. */
    private final Map<TopicPartition, Long> parked = new LinkedHashMap<>();

    private long nextAttempt;

    /**
     * Nothing parked yet.
     *
     * @param engineId tells this engine's assignments from those of any other, earlier runs of this worker included
     */
    Takeover(
            EngineSettings settings,
            Surroundings surroundings,
            Consumer<byte[], byte[]> consumer,
            Partitions partitions,
            int engineId) {
        this.settings = settings;
        this.consumer = consumer;
        this.markers = new Markers(surroundings.clients(), settings);
        this.partitions = partitions;
        this.ticker = surroundings.ticker();
        this.engineId = engineId;
    }

    /** Partitions that wait for their earlier owner's transactions. */
    Set<TopicPartition> parked() {
        return parked.keySet();
    }

    /** Keeps partitions until their turn to be taken over. Nothing is read from them. */
    void park(Collection<TopicPartition> assigned) {
        consumer.pause(assigned);
        for (TopicPartition partition : assigned) {
            parked.put(partition, ticker.now());
            // Any position, so that the client does not look for one by itself.
            consumer.seek(partition, 0);
        }
        nextAttempt = ticker.now();
    }

    /** Forgets partitions that were given up. */
    void abandon(Collection<TopicPartition> gone) {
        gone.forEach(parked::remove);
    }

    /**
     * Takes over those that are parked, where that is possible by now.
     *
     * @param outage whether brokers or group were seen to fail lately
     */
    void retry(boolean outage) {
        if (parked.isEmpty() || !ticker.hasPassed(nextAttempt)) {
            return;
        }
        if (!take(Set.copyOf(parked.keySet()), outage) && parked.size() > 1) {
            // One that hangs holds up the answer for all: each in its turn alone.
            Map.Entry<TopicPartition, Long> first = parked.entrySet().iterator().next();
            if (!take(Set.of(first.getKey()), outage)) {
                parked.remove(first.getKey());
                parked.put(first.getKey(), first.getValue());
            }
        }
        nextAttempt = ticker.in(BETWEEN_ATTEMPTS);
    }

    /** Partitions whose earlier owner's transaction does not end. */
    List<TopicPartition> hanging() {
        return parked.entrySet().stream()
                .filter(entry -> ticker.since(entry.getValue()).compareTo(HANGING) > 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean take(Set<TopicPartition> wanted, boolean outage) {
        try {
            // The client leaves one without an offset out, or maps it to null.
            var committed = new HashMap<>(consumer.committed(wanted, PATIENCE));
            committed.values().removeIf(Objects::isNull);
            committed.forEach((partition, offset) -> resume(partition, offset, outage));
            var unknown = new HashSet<>(wanted);
            unknown.removeAll(committed.keySet());
            if (!unknown.isEmpty()) {
                startNew(unknown);
            }
            return true;
        } catch (KafkaException e) {
            if (!Recovery.isPassing(e)) {
                throw e;
            }
            log.atDebug()
                    .addKeyValue("partitions", wanted)
                    .addKeyValue("reason", e.getMessage())
                    .log("parked");
            return false;
        }
    }

    private void resume(TopicPartition partition, OffsetAndMetadata committed, boolean outage) {
        try {
            Checkpoint left = Checkpoint.decode(committed.offset(), committed.metadata());
            var ledger = new Ledger(left.frontier(), committed.leaderEpoch().orElse(null));
            start(partition, ledger, left.tenure().takenOverBy(engineId, outage), committed)
                    .effort(left.effort());
        } catch (Checkpoint.UndecodableException e) {
            block(partition, unreadable(e));
        }
    }

    /** Why a partition is blocked whose committed metadata cannot be read. */
    static String unreadable(Checkpoint.UndecodableException e) {
        return "its committed metadata cannot be read: " + e.getMessage()
                + "; run the release that wrote it, or set its offset and accept that finished records run again";
    }

    private void startNew(Set<TopicPartition> withoutOffset) {
        Set<TopicPartition> begun = markers.begunOf(withoutOffset);
        begun.forEach(partition -> block(partition, OFFSET_LOST));
        var fresh = new HashSet<>(withoutOffset);
        fresh.removeAll(begun);
        consumer.beginningOffsets(fresh, PATIENCE.multipliedBy(10)).forEach((partition, beginning) -> {
            var ledger = new Ledger(Frontier.at(beginning), null);
            start(partition, ledger, Tenure.NONE.takenOverBy(engineId, false), new OffsetAndMetadata(beginning));
        });
    }

    private PartitionRun start(TopicPartition partition, Ledger ledger, Tenure tenure, OffsetAndMetadata from) {
        parked.remove(partition);
        var run = new PartitionRun(partition, settings.inputOf(partition.topic()), ledger, tenure);
        partitions.begin(run, from);
        return run;
    }

    private void block(TopicPartition partition, String reason) {
        parked.remove(partition);
        partitions.block(partition, reason);
    }
}
