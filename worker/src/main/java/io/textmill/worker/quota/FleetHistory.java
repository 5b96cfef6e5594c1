package io.textmill.worker.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The latest readings of the fleet's backlog, and what follows from them at any moment. Workers do not talk to each
 * other, so the rule is made for readings that differ a little and for workers that missed some.
 *
 * <ul>
 *   <li>All workers read for the same moments, the ticks, and use a reading from the tick after it on: they change over
 *       together.
 *   <li>What a worker takes is in both of its last two readings. A border between two workers that moves leaves a gap
 *       for one tick instead of an overlap, and a worker that missed one reading still overlaps with nobody.
 *   <li>Whose a partition is, is the group's business and takes effect at once: a partition is given up before it is
 *       given to another worker.
 *   <li>Without a reading for {@link #LEASE}, a worker takes of its last portion no more than lies in the even share of
 *       its partitions. Mostly that is still nobody else's. Where the load has changed since, the fleet may exceed its
 *       limits, but by no more than that even share: ours / all partitions.
 *   <li>Without one for {@link #SILENCE} it takes nothing: the group has given its partitions to others by then. So the
 *       excess ends after {@code SILENCE - LEASE} at the latest.
 * </ul>
 *
 * <p>Immutable: a new reading makes a new history.
 */
public final class FleetHistory {
    /** How often all workers read. */
    public static final Duration TICK = Duration.ofSeconds(2);

    /** At this age a reading is no longer used: one after it may be missing, a second one may not. */
    public static final Duration LEASE = TICK.multipliedBy(3);

    /** Just below the 45 s that a group waits for a sign of life of a member, with the settings that brokers come with. */
    public static final Duration SILENCE = TICK.multipliedBy(22);

    /** Two that are in use, and the one that will be from the next tick on. */
    private static final int KEPT = 3;

    /** Nothing known yet. */
    public static final FleetHistory EMPTY = new FleetHistory(List.of());

    /** Oldest first. */
    private final List<FleetReading> readings;

    private FleetHistory(List<FleetReading> readings) {
        this.readings = readings;
    }

    /** The tick that a moment belongs to: the latest one that is not after it. */
    public static Instant tickOf(Instant now) {
        long millis = TICK.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), millis) * millis);
    }

    /** With one reading more, which is of a later tick than all before it. */
    public FleetHistory with(FleetReading reading) {
        var all = new ArrayList<>(readings);
        all.add(reading);
        return new FleetHistory(List.copyOf(all.subList(Math.max(0, all.size() - KEPT), all.size())));
    }

    /** What the worker may take at that time that has those partitions. */
    public Portion portion(QuotaAllocator allocator, Set<FleetPartition> ours, Instant now) {
        // All changes are at ticks, so that it is the same throughout one.
        Instant tick = tickOf(now);
        FleetReading last = null;
        FleetReading before = null;
        for (FleetReading reading : readings) {
            if (isOfAge(reading, TICK, tick)) {
                before = last;
                last = reading;
            }
        }
        if (last == null || ours.isEmpty() || isOfAge(last, SILENCE, tick)) {
            return Portion.NONE;
        }
        if (isOfAge(last, LEASE, tick)) {
            return new QuotaAllocator.Partition().portion(last, ours).intersection(allocator.portion(last, ours));
        }
        // Two readings in a row, but for a missing one; what lies before a longer silence says nothing any more.
        Portion portion = allocator.portion(last, ours);
        return before == null || isOfAge(before, LEASE, last.tick())
                ? portion
                : portion.intersection(allocator.portion(before, ours));
    }

    private static boolean isOfAge(FleetReading reading, Duration age, Instant tick) {
        return !reading.tick().plus(age).isAfter(tick);
    }
}
