package io.textmill.worker.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The background thread of a consumer: sends heartbeats at times of its own, and keeps what the group answers until its
 * owner polls.
 */
final class SimMember {
    private static final long MAX_POLL_INTERVAL = EngineSettings.MAX_POLL_INTERVAL.toMillis();

    private enum State {
        NEW,
        JOINING,
        MEMBER,
        /** The group goes on without it; its owner does not know yet. */
        FENCED,
        CLOSED
    }

    private final SimProcess process;
    private final SimWorld world;
    private final SimConsumer consumer;
    private State state = State.NEW;
    private int joins;
    private String id = "";

    /** What the owner is told of its membership: that of the last one, also when that has ended. */
    private String toldId = "";

    private int toldEpoch = -1;

    /** What the group wants it to own. */
    private Set<TopicPartition> target = Set.of();

    /** Whether that is what it owns. */
    private boolean isReconciled = true;

    private boolean beatIsDue;
    private boolean inPoll;
    private long polledAt;

    SimMember(SimProcess process, SimConsumer consumer) {
        this.process = process;
        this.world = process.world();
        this.consumer = consumer;
    }

    // For the consumer

    /** The owner polls; the first time, that joins the group. */
    void pollBegins() {
        inPoll = true;
        polledAt = world.time.now();
        if (state == State.NEW) {
            join();
            leaveWhenNotPolled();
        }
    }

    void pollEnds() {
        inPoll = false;
        polledAt = world.time.now();
    }

    /** Joins the group, as a new member each time. */
    void join() {
        state = State.JOINING;
        id = process + "/" + joins++;
        target = Set.of();
        isReconciled = true;
        beatSoon();
    }

    boolean isFenced() {
        return state == State.FENCED;
    }

    boolean isReconciled() {
        return isReconciled;
    }

    /** What of those partitions the group wants back. */
    List<TopicPartition> revoked(Set<TopicPartition> owned) {
        return owned.stream().filter(each -> !target.contains(each)).toList();
    }

    /** What the group has assigned beyond those partitions; from now on the owner has it all. */
    List<TopicPartition> assigned(Set<TopicPartition> owned) {
        isReconciled = true;
        var assigned = new HashSet<>(target);
        assigned.removeAll(owned);
        return assigned.stream().sorted(SimBroker.BY_NAME).toList();
    }

    @SuppressWarnings("removal")
    ConsumerGroupMetadata metadata() {
        return new ConsumerGroupMetadata(SimWorld.GROUP, toldEpoch, toldId, Optional.empty());
    }

    void close() {
        if (!process.isDead() && process.reachesBrokers()) {
            world.broker.group.remove(id);
        }
        state = State.CLOSED;
    }

    // For the group

    String id() {
        return id;
    }

    Set<TopicPartition> owned() {
        return consumer.assignment();
    }

    Set<String> topics() {
        return consumer.subscription();
    }

    /** What the group answers to a heartbeat. */
    void answered(int epoch, Set<TopicPartition> assignment) {
        state = State.MEMBER;
        if (epoch > 0) {
            toldEpoch = epoch;
            toldId = id;
        }
        if (!assignment.equals(target)) {
            target = assignment;
            isReconciled = false;
            process.wake();
            beatSoon();
        }
    }

    // In the background

    /** Sends a heartbeat before long. */
    void beatSoon() {
        if (!beatIsDue) {
            beatIsDue = true;
            world.time.after(world.random.spread(1, 3_000), this::beat);
        }
    }

    /** Heartbeats may reach the group again. */
    void heardOfAgain() {
        beatIsDue = false;
        beatSoon();
    }

    private void beat() {
        if (process.isDead() || state == State.CLOSED) {
            return;
        }
        if (!process.isAwake() || !process.reachesBrokers()) {
            world.time.after(process.reach().silentFor() + world.random.spread(1, 1_000), this::beat);
            return;
        }
        beatIsDue = false;
        if (state == State.JOINING && !world.broker.group.isMember(id)) {
            world.broker.group.join(this);
        }
        if (state != State.FENCED && !world.broker.group.heartbeat(this)) {
            world.trace(() -> id + " is fenced");
            world.counts.add(SimEvent.MEMBER_FENCED);
            state = State.FENCED;
            process.wake();
        }
    }

    /** The client leaves the group by itself when its owner does not poll for too long. */
    private void leaveWhenNotPolled() {
        if (process.isDead() || state == State.CLOSED) {
            return;
        }
        if (inPoll && process.isIdle()) {
            polledAt = world.time.now();
        }
        long left = polledAt + MAX_POLL_INTERVAL - world.time.now();
        if (left <= 0 && process.isAwake() && state == State.MEMBER) {
            if (process.reachesBrokers()) {
                world.broker.group.remove(id);
            }
            state = State.FENCED;
        }
        world.time.after(Math.max(left, 1_000), this::leaveWhenNotPolled);
    }
}
