package io.textmill.worker.quota;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for a call, and who goes next. Each tenant's turns are as frequent as its weight says, while it waits; a
 * tenant that was away has saved nothing up. Pure but for its own state; one thread at a time.
 */
public final class FairQueue {
    private final ToDoubleFunction<String> weights;
    private final Map<String, Lane> lanes = new HashMap<>();

    /** Numbers those that wait, so that equals keep their order. */
    private long tickets;

    /** How far the tenant got whose turn was last. */
    private double passed;

    /** Somebody who waits. Told apart by identity. */
    public static final class Waiting {
        private final Urgency urgency;
        private final long ticket;

        private Waiting(Urgency urgency, long ticket) {
            this.urgency = urgency;
            this.ticket = ticket;
        }
    }

    /** Those of one tenant, the most urgent first. */
    private static final class Lane {
        private final double step;
        private final TreeSet<Waiting> waiting =
                new TreeSet<>(Comparator.comparing((Waiting one) -> one.urgency, Urgency.ORDER)
                        .thenComparingLong(one -> one.ticket));

        /** Grows by {@code step} with each turn: the tenant with the least is next. */
        private double passed;

        private Lane(double step) {
            this.step = step;
        }
    }

    /**
     * An empty queue.
     *
     * @param weights above 0, by tenant
     */
    public FairQueue(ToDoubleFunction<String> weights) {
        this.weights = weights;
    }

    /** Waits from now on. */
    public Waiting add(Urgency urgency) {
        Lane lane = lanes.computeIfAbsent(urgency.tenant(), tenant -> new Lane(1 / weights.applyAsDouble(tenant)));
        if (lane.waiting.isEmpty()) {
            lane.passed = Math.max(lane.passed, passed);
        }
        var waiting = new Waiting(urgency, tickets++);
        lane.waiting.add(waiting);
        return waiting;
    }

    /** Who is next; null when nobody waits. */
    public @Nullable Waiting first() {
        Lane next = null;
        for (Lane lane : lanes.values()) {
            if (!lane.waiting.isEmpty() && (next == null || lane.passed < next.passed)) {
                next = lane;
            }
        }
        return next == null ? null : next.waiting.first();
    }

    /** Gives up waiting, or has had its turn. */
    public void remove(Waiting waiting, boolean hadItsTurn) {
        Lane lane = lanes.get(waiting.urgency.tenant());
        if (lane == null || !lane.waiting.remove(waiting)) {
            return;
        }
        if (hadItsTurn) {
            passed = lane.passed;
            lane.passed += lane.step;
            lanes.values().removeIf(idle -> idle.waiting.isEmpty() && idle.passed <= passed);
        }
    }

    /** How many wait. */
    public int size() {
        return lanes.values().stream().mapToInt(lane -> lane.waiting.size()).sum();
    }
}
