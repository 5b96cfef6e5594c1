package io.textmill.worker.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/**
 * One run: real engines on brokers, work and time that are made up, and all that happens to them, drawn from one seed.
 *
 * <p>For a while everything goes wrong; then nothing does any more, and every job must come to its end.
 */
final class SimWorld {
    static final String GROUP = "group";
    static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    private static final int HOUR = 3_600_000;

    /** More steps than any run needs: an engine that takes more goes round in circles. */
    private static final int MOST_STEPS = 400_000;

    final SimTime time = new SimTime();
    final SimRandom random;
    final SimSize size;
    final SimCounts counts = new SimCounts();
    final SimFaults faults;
    final SimBroker broker;
    final SimCluster cluster;
    final SimJobs jobs;
    final SimInvariants invariants = new SimInvariants(this);
    private final long seed;
    private final SimTrace trace;
    private final List<Input> inputs;
    private final Set<TopicPartition> harmed = new HashSet<>();
    private final Set<TopicPartition> blocked = new HashSet<>();
    private Violation violation;
    private int steps;

    /** An invariant does not hold. */
    static final class Violation extends AssertionError {
        private static final long serialVersionUID = 1;

        Violation(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * A world that is about to begin.
     *
     * @param trace is told what happens
     */
    SimWorld(long seed, SimTrace trace) {
        this.seed = seed;
        this.trace = trace;
        this.random = new SimRandom(seed);
        this.size = SimSize.drawnFrom(random);
        this.faults = new SimFaults(this);
        this.broker = new SimBroker(this);
        var in = new Input("in", "in.retry.");
        this.inputs =
                random.chance(0.7) ? List.of(in) : List.of(in, new Input("other", "other.retry.", 0, Duration.ZERO, 3));
        this.cluster = new SimCluster(this, inputs);
        this.jobs = new SimJobs(this, inputs);
        inputs.stream()
                .flatMap(Input::topics)
                .forEach(topic -> broker.create(topic, random.between(1, size.partitions())));
        List.of(SimWork.RESULTS, SimWork.DEAD_LETTERS, SimWork.CALLS, SimCluster.MARKERS)
                .forEach(topic -> broker.create(topic, random.between(1, 2)));
    }

    /**
     * Lets it all happen.
     *
     * @throws Violation when an invariant does not hold
     */
    void run() {
        try {
            jobs.publish();
            int workers = random.between(1, 3);
            for (int i = 0; i < workers; i++) {
                cluster.start("worker-" + i, 0, random.between(0, 5_000));
            }
            runFor(random.spread(10_000, 600_000));
            goOnWithoutFaults();
            stop();
            invariants.atTheEnd();
        } catch (Violation e) {
            // Thrown again below, when no thread is left.
        }
        cluster.kill();
        time.run(cluster::isEmpty);
        if (violation != null) {
            throw violation;
        }
    }

    private void goOnWithoutFaults() {
        trace(() -> "no more faults");
        faults.end();
        broker.recover();
        cluster.processes().forEach(SimProcess::recover);
        time.after(24 * HOUR, invariants::atTheEnd);
        time.run(() -> violation != null || (jobs.areAllPublished() && invariants.unfinished() == 0));
        cluster.blocked().stream().filter(harmed::contains).forEach(blocked::add);
        blocked.forEach(_ -> counts.add(SimEvent.PARTITION_BLOCKED));
        runFor(random.between(60_000, 120_000));
        if (!harmed.containsAll(cluster.blocked())) {
            violated("blocked", cluster.blocked() + ", of which only " + harmed + " with a reason", null);
        }
    }

    private void stop() {
        cluster.stop();
        time.after(HOUR, () -> violated("stop", "engines do not stop: " + cluster.processes(), null));
        time.run(() -> violation != null || cluster.isEmpty());
        // What was committed last is visible once its markers are there.
        runFor(10_000);
    }

    private void runFor(long millis) {
        long end = time.now() + millis;
        time.at(end, () -> {});
        time.run(() -> violation != null || time.now() >= end);
    }

    // For its parts

    /** An engine has made a step. */
    void stepped(SimProcess process, String step) {
        trace(() -> process + " . " + step);
        if (++steps > MOST_STEPS) {
            violated("progress", "none after " + MOST_STEPS + " steps", null);
        }
        faults.betweenSteps(process, step);
    }

    /** A partition's committed offset vanishes; often its owner changes soon after. */
    void loseOffset(TopicPartition partition) {
        trace(() -> "the offset of " + partition + " is lost");
        harmed.add(partition);
        broker.group.loseOffset(partition);
        if (random.chance(0.5)) {
            broker.group.rebalance();
        }
    }

    /** Somebody commits what this release cannot read. */
    void garbleMetadata(TopicPartition partition) {
        trace(() -> "the metadata of " + partition + " cannot be read");
        harmed.add(partition);
        broker.group.garbleMetadata(partition);
    }

    /** All that is in a partition is removed, read or not. */
    void removeRecords(TopicPartition partition) {
        trace(() -> "all of " + partition + " is removed");
        harmed.add(partition);
        broker.log(partition).expire();
    }

    /** Whether nobody works on that partition, with reason: then its jobs have no results. */
    boolean isGivenUp(TopicPartition partition) {
        return blocked.contains(partition)
                || (harmed.contains(partition) && cluster.blocked().contains(partition));
    }

    boolean isResultOrRetry(TopicPartition partition) {
        return partition.topic().equals(SimWork.RESULTS)
                || inputs.stream().anyMatch(input -> input.isRetryTopic(partition.topic()));
    }

    void trace(Supplier<String> what) {
        trace.add(time.now(), what);
    }

    /** Ends the run; the first violation counts. */
    void violated(String invariant, String how, Throwable cause) {
        if (violation == null) {
            violation = new Violation("seed " + seed + ", " + time.now() + " ms: " + invariant + ": " + how, cause);
            trace(violation::getMessage);
            throw violation;
        }
    }

    int steps() {
        return steps;
    }
}
