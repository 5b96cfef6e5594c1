package io.textmill.worker.engine;

import io.textmill.worker.engine.EngineStatus.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes records from Kafka, has them worked on out of order, and publishes what comes of them together with the offsets.
 *
 * <ul>
 *   <li>An offset is committed as finished only in the transaction that carries its records.
 *   <li>Finished work leaves memory only after its commit was acknowledged or read back.
 *   <li>Nothing of an assignment that was lost is ever committed.
 *   <li>A record is in flight at most once in this process.
 * </ul>
 *
 * <p>{@link #run} is the engine thread: it owns consumer and producer, and all state. Everything else may be called from
 * any thread. Nobody may interrupt the engine thread.
 */
public final class Engine {
    private static final Logger log = LoggerFactory.getLogger(Engine.class);

    /** How long one turn waits for records: bounds what a completion waits for its commit. */
    private static final Duration POLL = Duration.ofMillis(10);

    /** How long to wait for the thread of a lost assignment to end, before its record is tried again. */
    private static final Duration STILL_BUSY = Duration.ofMillis(200);

    /** What a broker takes by default (1,048,588 bytes a batch), less some room. */
    private static final int MAX_RECORD_BYTES = 1_040_000;

    private final EngineSettings settings;
    private final Work work;
    private final InstantSource clock;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Crew crew;
    private final GroupCommit commits;
    private final Map<TopicPartition, PartitionRun> runs = new HashMap<>();
    private final Map<TopicPartition, String> blocked = new HashMap<>();

    /** Written by any thread, read by the engine thread. */
    private volatile boolean stopping;

    /** Written by the engine thread, read by any. */
    private volatile EngineStatus status;

    /**
     * An engine, connected and not yet running.
     *
     * @throws KafkaException when the brokers cannot be reached or refuse us
     */
    public Engine(EngineSettings settings, Work work, EngineObserver observer, InstantSource clock) {
        this.settings = settings;
        this.work = work;
        this.clock = clock;
        this.status = EngineStatus.starting(clock.instant());
        this.crew = new Crew(settings.maxInFlight());
        this.consumer = new KafkaConsumer<>(
                KafkaSettings.consumer(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.commits = new GroupCommit(settings, consumer, observer, clock);
    }

    /** What the engine looked like after its last turn. */
    public EngineStatus status() {
        return status;
    }

    /** Asks the engine to finish what is in flight, within the drain budget, and to leave. */
    public void stop() {
        stopping = true;
    }

    /**
     * Works until {@link #stop}. The calling thread becomes the engine thread.
     *
     * @throws KafkaException when no retry can help: rights, configuration, an unsupported broker
     */
    public void run() {
        try {
            consumer.subscribe(settings.inputs(), new Rebalances());
            while (!stopping) {
                turn(consumer.poll(POLL));
            }
            consumer.pause(consumer.assignment());
            drain(run -> true, () -> accept(consumer.poll(POLL)));
            report(crew.inFlight() + commits.pending());
        } finally {
            crew.stop(run -> true);
            // In this order: closing the consumer calls the revocation, which may still commit.
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(10)));
            commits.close();
            publishStatus(Phase.STOPPED);
        }
    }

    private void turn(ConsumerRecords<byte[], byte[]> records) {
        accept(records);
        dispatch();
        crew.collect(0, this::completed);
        commits.commitWhenDue(runs);
        pauseOrResume();
        publishStatus(consumer.groupMetadata().generationId() < 1 ? Phase.JOINING : Phase.RUNNING);
    }

    // Intake

    private void accept(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> source : records) {
            PartitionRun run = runs.get(new TopicPartition(source.topic(), source.partition()));
            if (run != null
                    && run.ledger().accept(source.offset(), source.leaderEpoch().orElse(null))) {
                run.enqueue(new WorkItem(source, work, 1));
            }
        }
        records.nextOffsets().forEach((partition, next) -> {
            PartitionRun run = runs.get(partition);
            if (run != null) {
                run.ledger()
                        .passed(new Ledger.Position(
                                next.offset(), next.leaderEpoch().orElse(null)));
            }
        });
    }

    /** Begins work while there is room, one record of each partition in turn. */
    private void dispatch() {
        Instant now = clock.instant();
        boolean begun = !stopping;
        while (begun && crew.hasRoom() && !commits.isFull()) {
            begun = false;
            for (PartitionRun run : runs.values()) {
                begun |= crew.hasRoom() && beginNext(run, now);
            }
        }
    }

    private boolean beginNext(PartitionRun run, Instant now) {
        WorkItem item = run.next(now);
        if (item == null) {
            return false;
        }
        if (crew.isWorkingOn(item)) {
            // Lost and assigned again: the thread of the first time has not ended yet.
            run.ended();
            run.hold(item, now.plus(STILL_BUSY));
            return false;
        }
        crew.begin(run, item);
        return true;
    }

    private void pauseOrResume() {
        Set<TopicPartition> paused = consumer.paused();
        var pause = new ArrayList<TopicPartition>();
        var resume = new ArrayList<TopicPartition>();
        runs.forEach((partition, run) -> {
            boolean should = run.shouldPause();
            if (should != paused.contains(partition)) {
                (should ? pause : resume).add(partition);
            }
        });
        blocked.keySet().stream().filter(each -> !paused.contains(each)).forEach(pause::add);
        if (!pause.isEmpty()) {
            consumer.pause(pause);
        }
        if (!resume.isEmpty()) {
            consumer.resume(resume);
        }
    }

    // Completion

    private void completed(Completion completion) {
        PartitionRun run = completion.run();
        if (run.isDead()) {
            return;
        }
        switch (completion.verdict()) {
            case Verdict.Done done -> commits.add(run, completion.offset(), fitting(completion, done));
            case Verdict.Again again -> run.hold(completion.item().continuedBy(again.next()), again.due());
            case null -> {
                // Stopped by us: the record stays open, for whoever has the partition next.
            }
        }
    }

    /** What is too large for the broker would block the partition for ever: it is given up instead. */
    private static Verdict.Done fitting(Completion completion, Verdict.Done done) {
        if (done.records().stream().allMatch(record -> record.bytes() <= MAX_RECORD_BYTES)) {
            return done;
        }
        WorkItem item = completion.item();
        return item.work().giveUp(item.inbound(), Work.Reason.TOO_LARGE, "more than " + MAX_RECORD_BYTES + " bytes");
    }

    // Leaving partitions

    /**
     * Finishes what is in flight of those assignments and commits it, within the drain budget. The others go on.
     *
     * @param meanwhile what to do in each turn beside collecting and committing
     */
    private void drain(Predicate<PartitionRun> which, Runnable meanwhile) {
        Instant end = clock.instant().plus(settings.drain());
        List<PartitionRun> leaving = runs.values().stream().filter(which).toList();
        leaving.forEach(PartitionRun::drain);
        while (clock.instant().isBefore(end)
                && (leaving.stream().anyMatch(run -> run.running() > 0) || commits.holdsAnyOf(leaving))) {
            meanwhile.run();
            crew.collect(POLL.toMillis(), this::completed);
            commits.commitWhenDue(runs);
            publishStatus(Phase.DRAINING);
        }
    }

    private void report(int left) {
        log.atInfo().addKeyValue("left", left).log("drained");
    }

    private void publishStatus(Phase phase) {
        status = new EngineStatus(
                clock.instant(),
                phase,
                runs.size() + blocked.size(),
                crew.inFlight(),
                runs.values().stream().mapToInt(PartitionRun::queued).sum(),
                runs.values().stream().mapToInt(PartitionRun::held).sum(),
                runs.values().stream().mapToInt(run -> run.ledger().openCount()).sum(),
                commits.pending(),
                blocked);
    }

    /** Called on the engine thread, within poll and close. */
    private final class Rebalances implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.committed(Set.copyOf(partitions)).forEach(this::takeOver);
            log.atInfo().addKeyValue("partitions", partitions).log("assigned");
        }

        private void takeOver(TopicPartition partition, @Nullable OffsetAndMetadata committed) {
            if (committed == null) {
                var start = Frontier.at(consumer.position(partition));
                runs.put(partition, new PartitionRun(partition, new Ledger(start, null)));
                return;
            }
            try {
                var resumed = Frontier.decode(committed.offset(), committed.metadata());
                Integer leaderEpoch = committed.leaderEpoch().orElse(null);
                runs.put(partition, new PartitionRun(partition, new Ledger(resumed, leaderEpoch)));
                consumer.seek(partition, committed);
            } catch (Frontier.UndecodableException e) {
                blocked.put(partition, "committed metadata is unreadable: " + e.getMessage());
                consumer.pause(Set.of(partition));
                log.atError()
                        .addKeyValue("partition", partition)
                        .addKeyValue("reason", e.getMessage())
                        .log("partition blocked: finished jobs would be paid for again");
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            drain(run -> partitions.contains(run.partition()), Engine.this::dispatch);
            abandon(partitions);
            log.atInfo().addKeyValue("partitions", partitions).log("revoked");
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            abandon(partitions);
            log.atWarn().addKeyValue("partitions", partitions).log("lost");
        }

        private void abandon(Collection<TopicPartition> partitions) {
            for (TopicPartition partition : partitions) {
                blocked.remove(partition);
                PartitionRun run = runs.remove(partition);
                if (run != null) {
                    run.die();
                }
            }
            crew.stop(PartitionRun::isDead);
            commits.dropDead();
        }
    }
}
