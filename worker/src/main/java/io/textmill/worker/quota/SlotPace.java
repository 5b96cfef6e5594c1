package io.textmill.worker.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Spaces the calls of a whole fleet evenly without anybody telling anybody.
 *
 * <p>The fleet's calls have numbered slots on the wall clock: slot k is at k / rate after the epoch. Slot k's point is the
 * fractional part of k times the golden ratio, and the slot is that worker's whose {@link Portion} contains the point.
 * The points of any few slots in a row are spread evenly, so a worker's own slots are too, whatever its portion; slots of
 * different workers never coincide while their portions are disjoint. Clocks that differ shift a worker's calls by as
 * much; nothing else is lost.
 *
 * <ul>
 *   <li>No slot is used twice, and none before its time.
 *   <li>A slot that was missed can be used for a moment longer, then it is gone: nothing is saved up.
 * </ul>
 *
 * <p>Pure but for its own state; one thread at a time.
 */
final class SlotPace {
    /** A clock that was set back by more would let nothing go until it has caught up. */
    private static final Duration SET_BACK = Duration.ofSeconds(10);

    /** 2^64 divided by the golden ratio: multiplying by it, without the carry, gives the points. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** 2^64 times the fractional part of the square root of 2. */
    private static final long ROOT_OF_TWO = 0x6A09E667F3BCC909L;

    private static final double SECOND = 1e9;

    private final double perSecond;
    private final Duration grace;

    /** The first slot that may still be used. */
    private long unused;

    /** The slot that was told last, until it is used. */
    private @Nullable Long chosen;

    /**
     * A pace that begins now.
     *
     * @param perSecond slots of the whole fleet a second, above 0; infinity for no pace at all
     * @param grace how late a slot may be used
     */
    SlotPace(double perSecond, Duration grace, Instant now) {
        this.perSecond = perSecond;
        this.grace = grace;
        this.unused = Double.isInfinite(perSecond) ? 0 : slotFrom(now);
    }

    /**
     * When the next call may go, which takes nothing yet.
     *
     * @param latest what comes later is of no use
     * @param portion which slots are ours
     * @param factor the part of our slots that is used, above 0 and at most 1
     * @return the slot's time, which may have passed a moment ago; empty when there is none until then
     */
    Optional<Instant> next(Instant now, Instant latest, Portion portion, double factor) {
        if (Double.isInfinite(perSecond)) {
            return portion.isEmpty() ? Optional.empty() : Optional.of(now);
        }
        if (unused > slotFrom(now.plus(SET_BACK))) {
            unused = slotFrom(now);
        }
        chosen = portion.isEmpty()
                ? null
                : choose(Math.max(unused, slotFrom(now.minus(grace))), latest, portion, factor);
        return Optional.ofNullable(chosen).map(this::time);
    }

    /** Uses the slot that was told last. */
    void take() {
        if (chosen != null) {
            unused = chosen + 1;
            chosen = null;
        }
    }

    /** Looked for anew each time: portion and factor may have changed since. */
    private @Nullable Long choose(long first, Instant latest, Portion portion, double factor) {
        for (long slot = first; !time(slot).isAfter(latest); slot++) {
            if (portion.contains(point(slot)) && (factor >= 1 || thinning(slot) < factor)) {
                return slot;
            }
        }
        return null;
    }

    /** The first slot that is not before that time. */
    private long slotFrom(Instant moment) {
        return (long) Math.ceil((moment.getEpochSecond() + moment.getNano() / SECOND) * perSecond - 1e-6);
    }

    private Instant time(long slot) {
        return Instant.EPOCH.plusNanos(Math.round(slot / perSecond * SECOND));
    }

    /** The point of a slot, from 0 to below 1. */
    static double point(long slot) {
        return fraction(slot * GOLDEN);
    }

    /** Which slots are left out first when not all are used: as even as the points, and independent of them. */
    private static double thinning(long slot) {
        return fraction(slot * ROOT_OF_TWO);
    }

    private static double fraction(long product) {
        return (product >>> 11) * 0x1p-53;
    }
}
