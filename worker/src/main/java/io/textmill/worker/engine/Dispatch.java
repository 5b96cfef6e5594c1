package io.textmill.worker.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins work while there is room, and takes what comes of it.
 *
 * <ul>
 *   <li>Partitions take turns. A turn goes to what the partition has begun and is due to go on; else to a record of a retry
 *       topic that is due; else, if it has new records, to the input whose share it is ({@link Shares}), and there to one
 *       partition after the other.
 *   <li>No place stays free while any partition has something to begin that would not only wait ({@link Demand}).
 *   <li>Some places are kept for retries, a fifth while any wait, so that new work cannot make them late.
 *   <li>A record under suspicion of killing the process runs when nothing else does.
 * </ul>
 *
 * <p>Used by the engine thread only.
 */
final class Dispatch {
    private static final Logger log = LoggerFactory.getLogger(Dispatch.class);

    /** How long to wait for the thread of a lost assignment to end, before its record is tried again. */
    private static final Duration STILL_BUSY = Duration.ofMillis(200);

    private final Partitions partitions;
    private final Crew crew;
    private final GroupCommit commits;
    private final Demand demand;
    private final EngineObserver observer;
    private final InstantSource clock;
    private final Shares shares = new Shares();

    /** Between the inputs that wait for the same. */
    private final Map<String, Shares> sharesOfResources = new HashMap<>();

    /** Of new records, counted. */
    private long turns;

    Dispatch(
            Partitions partitions,
            Crew crew,
            GroupCommit commits,
            Demand demand,
            EngineObserver observer,
            InstantSource clock) {
        this.partitions = partitions;
        this.crew = crew;
        this.commits = commits;
        this.demand = demand;
        this.observer = observer;
        this.clock = clock;
    }

    /** Begins what there is room for. */
    void beginWork() {
        Instant now = clock.instant();
        PartitionRun suspect = suspect(now);
        if (suspect != null) {
            beginAlone(suspect, now);
            return;
        }
        var intake = new Intake(demand, partitions.runs().values());
        boolean begun = true;
        while (begun && crew.hasRoom() && !commits.isFull()) {
            begun = false;
            var waiting = new Waiting(partitions.runs().values());
            for (PartitionRun run : partitions.inTurn()) {
                begun |= beginNext(run, waiting, intake, now);
            }
        }
    }

    /** Lets go on what was begun of those assignments and is due; nothing while a record runs alone. */
    void goOn(Collection<PartitionRun> runs) {
        if (partitions.runs().values().stream().anyMatch(this::isStillAlone)) {
            return;
        }
        Instant now = clock.instant();
        for (PartitionRun run : runs) {
            WorkItem item = crew.hasRoom() ? run.nextToGoOn(now) : null;
            while (item != null) {
                begin(run, item, now);
                item = crew.hasRoom() ? run.nextToGoOn(now) : null;
            }
        }
    }

    private boolean beginNext(PartitionRun run, Waiting waiting, Intake intake, Instant now) {
        if (!crew.hasRoom()) {
            return false;
        }
        WorkItem next = run.nextToGoOn(now);
        if (next == null && intake.takesRetry(run.input())) {
            next = run.nextRetry(now);
            if (next != null) {
                intake.begin(run.input());
            }
        }
        if (next != null) {
            begin(run, next, now);
            return true;
        }
        return run.hasNew() && crew.hasRoomForNew(retriesWait()) && beginNew(waiting, intake, now);
    }

    /** Begins a new record of the input whose share it is. */
    private boolean beginNew(Waiting waiting, Intake intake, Instant now) {
        List<Input> inputs = waiting.inputs().stream().filter(intake::takes).toList();
        if (inputs.isEmpty()) {
            return false;
        }
        Input input = next(inputs);
        PartitionRun run = waiting.takeTurn(input);
        WorkItem item = run.nextNew(++turns);
        if (item == null) {
            return false;
        }
        intake.begin(input);
        begin(run, item, now);
        waiting.comeAgain(run);
        return true;
    }

    /** Those that wait for one resource share that: what another one lets go meanwhile says nothing about it. */
    private Input next(List<Input> inputs) {
        String resource = demand.resource(shares.next(inputs).topic());
        List<Input> alike = inputs.stream()
                .filter(input -> demand.resource(input.topic()).equals(resource))
                .toList();
        return sharesOfResources.computeIfAbsent(resource, _ -> new Shares()).next(alike);
    }

    private boolean retriesWait() {
        return partitions.runs().values().stream().anyMatch(PartitionRun::holdsRetries);
    }

    private void begin(PartitionRun run, WorkItem item, Instant now) {
        if (crew.isWorkingOn(item)) {
            // Lost and assigned again: the thread of the first time has not ended yet.
            run.notBegun();
            run.enqueue(item.notBefore(now.plus(STILL_BUSY)));
            return;
        }
        if (item.isRetry()) {
            observer.begunRetry(Duration.between(item.due(), now));
        }
        crew.begin(run, item);
    }

    // Records that may kill the process

    /** An assignment whose next record is under suspicion, or was run alone; null when there is none. */
    private @Nullable PartitionRun suspect(Instant now) {
        return partitions.runs().values().stream()
                .filter(Dispatch::isSuspected)
                .filter(run -> run.peekAtBase(now) != null || isStillAlone(run))
                // The one that was announced goes first: only one may be called alone.
                .min(Comparator.comparing(run -> !run.tenure().isAlone()))
                .orElse(null);
    }

    /** Until it is committed that the record has ended, it would be blamed for what another one does. */
    private boolean isStillAlone(PartitionRun run) {
        boolean hasNotEnded = run.running() > 0 || commits.owesAnyOf(List.of(run));
        return isSuspected(run) && (run.isCheckpointDue() || (run.tenure().isAlone() && hasNotEnded));
    }

    private static boolean isSuspected(PartitionRun run) {
        return run.tenure().suspicion() != Tenure.Suspicion.NONE;
    }

    /** One step towards running that record alone: everything else ends, then that is committed, then it begins. */
    private void beginAlone(PartitionRun run, Instant now) {
        WorkItem item = run.peekAtBase(now);
        if (item == null || crew.inFlight() > 0) {
            return;
        }
        if (run.tenure().suspicion() == Tenure.Suspicion.CONVICTED) {
            run.begin(item);
            run.notBegun();
            giveUp(run, item);
        } else if (!run.tenure().isAlone()) {
            run.change(run.tenure().alone(true));
        } else if (!run.isCheckpointDue()) {
            log.atWarn()
                    .addKeyValue("partition", item.partition())
                    .addKeyValue("offset", item.offset())
                    .addKeyValue("crashes", run.tenure().crashes())
                    .log("running alone a record that may have killed earlier workers");
            run.begin(item);
            begin(run, item, now);
        }
    }

    private void giveUp(PartitionRun run, WorkItem item) {
        log.atError()
                .addKeyValue("partition", item.partition())
                .addKeyValue("offset", item.offset())
                .log("giving up a record that kills every worker that runs it");
        String detail = "workers died " + run.tenure().crashes() + " times while they worked on it, "
                + run.tenure().crashesAlone() + " times on nothing else";
        Verdict.Done instead = item.giveUp(Work.Reason.POISON, detail);
        if (instead != null) {
            commits.add(run, item, instead);
        }
    }

    // What came of it

    /** Takes what came of a record's work; nothing of an assignment that is gone. */
    void completed(Completion completion) {
        PartitionRun run = completion.run();
        if (run.isDead()) {
            return;
        }
        WorkItem item = completion.item();
        switch (completion.verdict()) {
            case Verdict.Done done -> commits.add(run, item, done);
            case Verdict.Again again -> run.enqueue(item.continuedBy(again.next(), again.due()));
            case Verdict.Retry retry -> retryLater(run, item, retry);
            case null -> {
                // Stopped by us, or a defect that could not even be reported: stays open for the next owner.
            }
        }
        if (run.tenure().isAlone() && !(completion.verdict() instanceof Verdict.Done)) {
            run.change(run.tenure().alone(false));
        }
    }

    /** What does not fit into the retry topic, with all that it has paid for, waits here: its offset stays open. */
    private void retryLater(PartitionRun run, WorkItem item, Verdict.Retry retry) {
        Outbound waiting = RetryRecord.of(item, retry, clock.instant());
        if (commits.isTooLarge(waiting)) {
            run.enqueue(item.continuedBy(item.work(), retry.due()));
            return;
        }
        var records = new ArrayList<>(retry.records());
        records.add(waiting);
        commits.add(run, item, new Verdict.Done(records));
    }
}
