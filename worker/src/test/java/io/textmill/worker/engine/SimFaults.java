package io.textmill.worker.engine;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** Decides what goes wrong, and when. */
final class SimFaults {
    /** How likely a fault is at one step, times the violence of the run: low where engines spend most of their steps. */
    private static final double AT_A_POLL = 0.002;

    private static final double AT_ANOTHER_STEP = 0.01;
    private static final double AT_A_CALL = 0.02;

    private final SimWorld world;
    private final SimRandom random;
    private final Set<SimFault> kinds = EnumSet.noneOf(SimFault.class);
    private final double violence;
    private final double slowness;
    private boolean on = true;

    /** For so many steps yet, much more goes wrong: troubles seldom come alone. */
    private int troubled;

    SimFaults(SimWorld world) {
        this.world = world;
        this.random = world.random;
        this.violence = random.pick(List.of(0.0, 0.5, 1.0, 2.0, 5.0));
        this.slowness = random.pick(List.of(0.0, 0.1, 0.3));
        double share = random.pick(List.of(0.2, 0.5, 0.9));
        for (SimFault kind : SimFault.values()) {
            if (random.chance(kind.harms() ? share / 4 : share)) {
                kinds.add(kind);
            }
        }
    }

    /** Whether owners may end in this run, other than by a job, without giving their partitions up in order. */
    boolean mayEndAnOwner() {
        return Stream.of(SimFault.KILL, SimFault.FREEZE, SimFault.ISOLATE, SimFault.SHARED_ID)
                .anyMatch(kinds::contains);
    }

    boolean isOn() {
        return on;
    }

    void end() {
        on = false;
    }

    /** How long the step takes that the engine is at. */
    long delay() {
        return on && random.chance(slowness) ? random.spread(1, random.chance(0.02) ? 20_000 : 50) : 0;
    }

    /** Whether that happens to the call that is being made. */
    boolean strikes(SimFault ofACall) {
        boolean struck = on && kinds.contains(ofACall) && random.chance(AT_A_CALL * violence());
        if (struck) {
            struck(ofACall, "");
        }
        return struck;
    }

    /** May let something happen between two steps of a process: to it, to another or to the brokers. */
    void betweenSteps(SimProcess process, String step) {
        troubled--;
        if (!on || !random.chance(violence() * (step.equals("poll") ? AT_A_POLL : AT_ANOTHER_STEP))) {
            return;
        }
        List<SimFault> possible =
                kinds.stream().filter(kind -> !kind.isOfACall()).toList();
        if (possible.isEmpty()) {
            return;
        }
        SimProcess struck = random.chance(0.8) ? process : random.pick(world.cluster.processes());
        SimFault fault = random.pick(possible);
        if (struck.isDead()) {
            return;
        }
        struck(fault, struck + " at " + step);
        switch (fault) {
            case KILL -> struck.kill();
            case STOP -> struck.stop();
            case ABORT -> struck.abort();
            case FREEZE -> struck.reach().freeze(aWhile());
            case ISOLATE -> struck.reach().isolate(aWhile());
            case STEP_CLOCK -> struck.stepClock(random.between(-3_600_000, 3_600_000));
            case BROKERS_AWAY -> world.broker.leaveFor(random.spread(100, 60_000));
            case REBALANCE -> world.broker.group.rebalance();
            case SHARED_ID -> world.broker.transactions.register(struck.transactionalId());
            case LOSE_OFFSETS -> world.broker.group.oneBegun().ifPresent(world::loseOffset);
            case UNREADABLE_METADATA -> world.broker.group.oneBegun().ifPresent(world::garbleMetadata);
            case RETENTION -> world.broker.group.oneBegun().ifPresent(world::removeRecords);
            case LOSE_REQUEST, LOSE_ANSWER, READ_AGAIN -> throw new AssertionError(fault);
        }
    }

    /** Something rare was done: what can go wrong with its commit often does. */
    void trouble() {
        if (random.chance(0.5)) {
            troubled = 40;
        }
    }

    /** May make what was committed unknown as well, now that an answer was lost. */
    void afterUnknownCommitOf(Collection<TopicPartition> partitions) {
        if (on && kinds.contains(SimFault.LOSE_OFFSETS) && random.chance(0.3)) {
            struck(SimFault.LOSE_OFFSETS, "after a commit of unknown outcome");
            partitions.forEach(world::loseOffset);
        }
    }

    private double violence() {
        return troubled > 0 ? violence * 10 : violence;
    }

    private void struck(SimFault fault, String where) {
        world.counts.add(fault);
        world.trace(() -> "*** " + fault + " " + where);
        if (troubled <= 0 && random.chance(0.3)) {
            troubled = 40;
        }
    }

    /** Less than a session, or more. */
    private long aWhile() {
        return random.chance(0.5) ? random.spread(100, 40_000) : random.spread(46_000, 400_000);
    }
}
