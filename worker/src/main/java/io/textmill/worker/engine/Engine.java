package io.textmill.worker.engine;

import io.textmill.worker.engine.EngineStatus.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
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

    /** How long one turn waits, for records when nothing is in flight, else for completions. */
    private static final Duration TURN = Duration.ofMillis(10);

    /** How long a turn looks for records when it waits for completions. */
    private static final Duration GLANCE = Duration.ofMillis(1);

    /**
     * In a drain, what was begun goes on if it is due within this. What begins later could not take the 120 s that a
     * provider may, and would be cut off: paid for, and thrown away.
     */
    private static final Duration LATEST_DUE = Duration.ofSeconds(5);

    /** How long the last commit of a stop or a revocation may take. */
    private static final Duration LEAVE = Duration.ofSeconds(5);

    /** After a longer pause, of the process or the machine, the group may have given this member up. */
    private static final Duration STALL = Duration.ofSeconds(2);

    private final EngineSettings settings;
    private final InstantSource clock;
    private final Ticker ticker;
    private final StartCheck check;
    private final Consumer<byte[], byte[]> consumer;
    private final Partitions partitions;
    private final Takeover takeover;
    private final GroupCommit commits;
    private final Crew crew;
    private final Dispatch dispatch;
    private final Outages outages;
    private final Preparation preparation;

    /** When the last turn began, or the last round of a drain. */
    private long lastTurn;

    /** When a stop gives up waiting for work in flight. Written by any thread before {@link #stopping}, read after it. */
    private volatile long stopBy;

    /** Up to which due time a stop lets go on what was begun. Written and read as {@link #stopBy}. */
    private volatile Instant latestDue = Instant.MAX;

    /** Written by any thread, read by the engine thread. */
    private volatile boolean stopping;

    /** Written by any thread, read by the engine thread. */
    private volatile boolean aborting;

    /** Written by the engine thread, read by any. */
    private volatile EngineStatus status;

    /** Written by the engine thread, read by any. */
    private volatile Set<TopicPartition> assigned = Set.of();

    /** An engine that is not yet running. */
    public Engine(EngineSettings settings, Surroundings surroundings, Work work, EngineObserver observer) {
        this.settings = settings;
        this.clock = surroundings.clock();
        this.ticker = surroundings.ticker();
        this.check = surroundings.check();
        this.status = EngineStatus.starting(clock.instant());
        this.consumer = surroundings.clients().consumer();
        this.lastTurn = ticker.now();
        this.outages = new Outages(ticker);
        this.preparation = surroundings.preparation();
        this.partitions = new Partitions(settings, surroundings, consumer, work);
        this.takeover = new Takeover(
                settings, surroundings, consumer, partitions, UUID.randomUUID().hashCode());
        this.crew = new Crew(surroundings.hands(), settings.bounds());
        this.commits = new GroupCommit(settings, surroundings, consumer, partitions, outages.observing(observer));
        this.dispatch = new Dispatch(partitions, crew, commits, surroundings.demand(), observer, clock);
    }

    /** What the engine looked like after its last turn. */
    public EngineStatus status() {
        return status;
    }

    /**
     * The partitions that are this worker's by the group's word. One that is taken away leaves it before the group may
     * give it to another; one that is lost, as soon as the loss is known. Another set each time it changes.
     */
    public Set<TopicPartition> assigned() {
        return assigned;
    }

    /** Asks the engine to finish what is in flight, within the drain budget, and to leave. */
    public void stop() {
        if (!stopping) {
            stopBy = ticker.in(settings.bounds().drain());
            latestDue = clock.instant().plus(LATEST_DUE);
            stopping = true;
        }
    }

    /** Asks the engine to leave without waiting for what is in flight. What is finished is still committed. */
    public void abort() {
        aborting = true;
        stop();
    }

    /**
     * Works until {@link #stop}. The calling thread becomes the engine thread.
     *
     * @throws KafkaException when no retry can help: rights, configuration, an unsupported broker
     * @throws IllegalStateException when topics or brokers are not fit; says what to do
     */
    public void run() {
        try {
            if (connect()) {
                consumer.subscribe(settings.subscription(), new Rebalances());
                while (!stopping) {
                    turn(poll());
                }
                leave();
            }
        } catch (RuntimeException | Error e) {
            // What cannot go on need not wait for what is in flight either.
            abort();
            closeAfter(e);
            throw e;
        }
        close();
    }

    /** Waits for the brokers, however long they are away; false when told to stop before. */
    private boolean connect() {
        while (!stopping) {
            Optional<TopicLimits> limits = check.run();
            if (limits.isPresent() && commits.connect(limits.get())) {
                return true;
            }
            outages.seen();
            publishStatus(Phase.JOINING);
        }
        return false;
    }

    private void turn(ConsumerRecords<byte[], byte[]> records) {
        boolean stalled = doubtAfterAStall();
        partitions.accept(records);
        // First: a retry that it may have published must not be begun before its first attempt is forgotten.
        commits.readBackWhenDue();
        takeOverAndBegin();
        crew.collect(crew.inFlight() == 0 ? Duration.ZERO : commits.untilDue(TURN), dispatch::completed);
        commits.commitWhenDue();
        if (stalled) {
            // Now, if that was committed: on a machine where every turn stalls, there would be no other time.
            takeOverAndBegin();
        }
        partitions.pauseOrResume();
        publishStatus(phase());
    }

    private Phase phase() {
        if (stopping) {
            return Phase.DRAINING;
        }
        return consumer.groupMetadata().generationId() < 1 ? Phase.JOINING : Phase.RUNNING;
    }

    /** After a pause nothing is begun before a commit has shown that the partitions are still ours. */
    private boolean doubtAfterAStall() {
        boolean stalled = ticker.since(lastTurn).compareTo(STALL) > 0;
        lastTurn = ticker.now();
        if (stalled) {
            partitions.runs().values().forEach(PartitionRun::doubt);
        }
        return stalled;
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        try {
            return consumer.poll(crew.inFlight() == 0 ? TURN : GLANCE);
        } catch (InvalidOffsetException e) {
            e.partitions()
                    .forEach(partition -> partitions.block(
                            partition,
                            "what is to be read next no longer exists: retention has removed it unread, or a leader"
                                    + " was elected that did not have it; set its offset and accept what is missing: "
                                    + e.getMessage()));
            return ConsumerRecords.empty();
        }
    }

    // Leaving

    private void leave() {
        log.atInfo().addKeyValue("inFlight", crew.inFlight()).log("stopping: finishing what is in flight");
        consumer.pause(consumer.assignment());
        drain(run -> true, () -> partitions.accept(poll()));
        log.atInfo()
                .addKeyValue("aborted", aborting)
                .addKeyValue("inFlight", crew.inFlight())
                .addKeyValue("notCommitted", commits.pending())
                .addKeyValue("open", status.open())
                .log("drained: what is left goes to other workers");
    }

    /**
     * Finishes what is in flight of those assignments and commits it, within the drain budget. The others go on.
     *
     * @param meanwhile what to do in each turn beside collecting and committing
     */
    private void drain(Predicate<PartitionRun> which, Runnable meanwhile) {
        List<PartitionRun> leaving =
                partitions.runs().values().stream().filter(which).toList();
        leaving.forEach(run -> run.drain(stopping ? latestDue : clock.instant().plus(LATEST_DUE)));
        crew.letGo(leaving);
        long end = ticker.in(settings.bounds().drain());
        while (!drainIsOver(end) && leaving.stream().anyMatch(PartitionRun::isBusy)) {
            doubtAfterAStall();
            meanwhile.run();
            dispatch.goOn(leaving);
            collectAndCommit();
        }
        leaving.forEach(run -> run.change(run.tenure().left()));
        long last = ticker.in(LEAVE);
        while (!leavingIsOver(last) && commits.owesAnyOf(leaving)) {
            collectAndCommit();
        }
    }

    /** All drains of one stop end together, one that a rebalance had begun before it included. */
    private boolean drainIsOver(long end) {
        return aborting || ticker.hasPassed(end) || (stopping && ticker.hasPassed(stopBy));
    }

    /** The same for the last commit: a stop may come to it more than once. */
    private boolean leavingIsOver(long end) {
        return ticker.hasPassed(end) || (stopping && ticker.hasPassed(stopBy + LEAVE.toNanos()));
    }

    private void collectAndCommit() {
        crew.collect(TURN, dispatch::completed);
        commits.commitWhenDue();
        publishStatus(phase());
    }

    /** The reason for leaving is what counts, not what else goes wrong then. */
    @SuppressWarnings("ReferenceEquality") // a throwable cannot suppress itself
    private void closeAfter(Throwable reason) {
        try {
            close();
        } catch (RuntimeException | Error e) {
            if (e != reason) {
                reason.addSuppressed(e);
            }
        }
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

    /** While some partitions are given up: a stop that comes meanwhile is one for all of them, from that moment. */
    private void workOnTheOthers() {
        if (stopping) {
            Collection<PartitionRun> runs = partitions.runs().values();
            runs.stream().filter(PartitionRun::isLive).forEach(run -> run.drain(latestDue));
            crew.letGo(runs);
            dispatch.goOn(runs);
        } else {
            takeOverAndBegin();
        }
    }

    private void takeOverAndBegin() {
        if (!stopping) {
            takeover.retry(outages.wereSeenLately());
            partitions.prepare();
            dispatch.beginWork();
        }
    }

    private void publishStatus(Phase phase) {
        Collection<PartitionRun> runs = partitions.runs().values();
        Map<TopicPartition, String> blocked = new HashMap<>(partitions.blocked());
        takeover.hanging().forEach(partition -> blocked.put(partition, "a transaction of its earlier owner hangs"));
        status = new EngineStatus(
                clock.instant(),
                phase,
                runs.size() + takeover.parked().size(),
                crew.inFlight(),
                runs.stream().mapToInt(PartitionRun::queued).sum(),
                runs.stream().mapToInt(PartitionRun::held).sum(),
                runs.stream().mapToInt(run -> run.ledger().openCount()).sum(),
                commits.pending(),
                commits.failingSince(),
                blocked);
    }

    /** Called on the engine thread, within poll and close. */
    private final class Rebalances implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> added) {
            var all = new HashSet<>(assigned);
            all.addAll(added);
            assigned = Set.copyOf(all);
            takeover.park(added);
            if (!stopping) {
                takeover.retry(outages.wereSeenLately());
            }
            log.atInfo().addKeyValue("partitions", added).log("assigned");
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            takeover.abandon(revoked);
            drain(run -> revoked.contains(run.partition()), Engine.this::workOnTheOthers);
            abandon(revoked);
            log.atInfo().addKeyValue("partitions", revoked).log("revoked");
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            outages.seen();
            abandon(lost);
            log.atWarn().addKeyValue("partitions", lost).log("lost");
        }

        private void abandon(Collection<TopicPartition> gone) {
            var rest = new HashSet<>(assigned);
            rest.removeAll(gone);
            assigned = Set.copyOf(rest);
            takeover.abandon(gone);
            partitions.abandon(gone);
            crew.stop(PartitionRun::isDead);
            commits.dropDead();
            preparation.leave(gone);
        }
    }
}
