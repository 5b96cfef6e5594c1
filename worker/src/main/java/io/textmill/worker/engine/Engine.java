package io.textmill.worker.engine;

import io.textmill.worker.engine.EngineStatus.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
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

    private final EngineSettings settings;
    private final InstantSource clock;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Partitions partitions;
    private final GroupCommit commits;
    private final Crew crew;

    /** When a stop gives up waiting for work in flight; null while nobody has asked to stop. */
    private @Nullable Instant stopBy;

    /** Written by any thread, read by the engine thread. */
    private volatile boolean stopping;

    /** Written by the engine thread, read by any. */
    private volatile EngineStatus status;

    /** An engine that is not yet running; nothing is sent to the brokers before it is. */
    public Engine(EngineSettings settings, Work work, EngineObserver observer, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.status = EngineStatus.starting(clock.instant());
        this.crew = new Crew(settings.maxInFlight());
        this.consumer = new KafkaConsumer<>(
                KafkaSettings.consumer(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.partitions = new Partitions(consumer, work);
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
     * @throws IllegalStateException when a topic does not exist
     */
    public void run() {
        try {
            if (connect()) {
                consumer.subscribe(settings.inputs(), new Rebalances());
                while (!stopping) {
                    turn(consumer.poll(POLL));
                }
                leave();
            }
        } finally {
            close();
        }
    }

    /** Waits for the brokers, however long they are away; false when told to stop before. */
    private boolean connect() {
        var topics = new TopicCheck(consumer);
        while (!stopping) {
            if (topics.allExist(settings.inputs(), settings.outputs()) && commits.connect()) {
                return true;
            }
            publishStatus(Phase.JOINING);
        }
        return false;
    }

    private void turn(ConsumerRecords<byte[], byte[]> records) {
        partitions.accept(records);
        dispatch();
        crew.collect(0, this::completed);
        commits.commitWhenDue(partitions.runs());
        partitions.pauseOrResume();
        publishStatus(consumer.groupMetadata().generationId() < 1 ? Phase.JOINING : Phase.RUNNING);
    }

    /** Begins work while there is room, one record of each partition in turn. */
    private void dispatch() {
        Instant now = clock.instant();
        boolean begun = !stopping;
        while (begun && hasRoom()) {
            begun = false;
            for (PartitionRun run : partitions.inTurn()) {
                begun |= hasRoom() && beginNext(run, now);
            }
        }
    }

    private boolean hasRoom() {
        return crew.hasRoom() && !commits.isFull();
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

    private void completed(Completion completion) {
        PartitionRun run = completion.run();
        if (run.isDead()) {
            return;
        }
        switch (completion.verdict()) {
            case Verdict.Done done -> commits.add(run, completion.item(), done);
            case Verdict.Again again -> run.hold(completion.item().continuedBy(again.next()), again.due());
            case null -> {
                // Stopped by us, or a defect that could not even be reported: stays open for the next owner.
            }
        }
    }

    // Leaving

    private void leave() {
        log.atInfo().addKeyValue("inFlight", crew.inFlight()).log("stopping: finishing what is in flight");
        consumer.pause(consumer.assignment());
        drain(run -> true, () -> partitions.accept(consumer.poll(POLL)));
        log.atInfo().addKeyValue("left", crew.inFlight() + commits.pending()).log("drained");
    }

    /**
     * Finishes what is in flight of those assignments and commits it, within the drain budget. The others go on.
     *
     * @param meanwhile what to do in each turn beside collecting and committing
     */
    private void drain(Predicate<PartitionRun> which, Runnable meanwhile) {
        Instant end = drainEnd();
        List<PartitionRun> leaving =
                partitions.runs().values().stream().filter(which).toList();
        leaving.forEach(PartitionRun::drain);
        while (clock.instant().isBefore(end)
                && (leaving.stream().anyMatch(run -> run.running() > 0) || commits.holdsAnyOf(leaving))) {
            meanwhile.run();
            crew.collect(POLL.toMillis(), this::completed);
            commits.commitWhenDue(partitions.runs());
            publishStatus(Phase.DRAINING);
        }
    }

    /** When a drain that begins now gives up; all drains of one stop end together. */
    private Instant drainEnd() {
        Instant end = clock.instant().plus(settings.drain());
        if (!stopping) {
            return end;
        }
        if (stopBy == null) {
            stopBy = end;
        }
        return stopBy;
    }

    private void close() {
        crew.stop(run -> true);
        // In this order: closing the consumer calls the revocation, which may still commit.
        try {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(10)));
        } finally {
            commits.close();
            publishStatus(Phase.STOPPED);
        }
    }

    private void publishStatus(Phase phase) {
        Collection<PartitionRun> runs = partitions.runs().values();
        status = new EngineStatus(
                clock.instant(),
                phase,
                runs.size() + partitions.blocked().size(),
                crew.inFlight(),
                runs.stream().mapToInt(PartitionRun::queued).sum(),
                runs.stream().mapToInt(PartitionRun::held).sum(),
                runs.stream().mapToInt(run -> run.ledger().openCount()).sum(),
                commits.pending(),
                commits.failingSince(),
                partitions.blocked());
    }

    /** Called on the engine thread, within poll and close. */
    private final class Rebalances implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            partitions.takeOver(assigned);
            if (stopping) {
                // They will leave again at once: nothing is to be read from them.
                consumer.pause(assigned);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            drain(run -> revoked.contains(run.partition()), Engine.this::dispatch);
            abandon(revoked);
            log.atInfo().addKeyValue("partitions", revoked).log("revoked");
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            abandon(lost);
            log.atWarn().addKeyValue("partitions", lost).log("lost");
        }

        private void abandon(Collection<TopicPartition> gone) {
            partitions.abandon(gone);
            crew.stop(PartitionRun::isDead);
            commits.dropDead();
        }
    }
}
