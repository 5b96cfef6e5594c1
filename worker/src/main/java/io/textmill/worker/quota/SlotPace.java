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
 *   <li>A slot that was missed can be used for another {@link #GRACE}, then it is gone: nothing is saved up.
 * </ul>
 *
 * <p>Pure but for its own state; one thread at a time.
 */
final class SlotPace {
    /** How late a slot may be used: what a busy machine may need to wake up, and a burst of a fifth of a second. */
    static final Duration GRACE = Duration.ofMillis(200);

    /** A clock that was set back by more would let nothing go until it has caught up. */
    private static final Duration SET_BACK = Duration.ofSeconds(10);

    /** 2^64 divided by the golden ratio: multiplying by it, without the carry, gives the points. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private static final double SECOND = 1e9;

    private final double perSecond;

    /** The first slot that is neither used nor passed by. */
    private long undecided;

    /** The slot to use next, once it was looked for. */
    private @Nullable Long chosen;

    /** Part of a slot that is left over from those not used because of a factor below 1. */
    private double credit;

    /**
     * A pace that begins now.
     *
     * @param perSecond slots of the whole fleet a second, above 0; infinity for no pace at all
     */
    SlotPace(double perSecond, Instant now) {
        this.perSecond = perSecond;
        this.undecided = Double.isInfinite(perSecond) ? 0 : slotFrom(now);
    }

    /**
     * When the next call may go, which takes nothing yet.
     *
     * @param latest what comes later is of no use
     * @param portion which slots are ours
     * @param factor the part of our slots that is used, above 0 and at most 1
     * @return not before now; empty when there is none until then
     */
    Optional<Instant> next(Instant now, Instant latest, Portion portion, double factor) {
        if (Double.isInfinite(perSecond)) {
            return portion.isEmpty() ? Optional.empty() : Optional.of(now);
        }
        if (undecided > slotFrom(now.plus(SET_BACK))) {
            undecided = slotFrom(now);
            chosen = null;
        }
        long oldest = Math.max(undecided, slotFrom(now.minus(GRACE)));
        if (chosen == null || chosen < oldest || !portion.contains(point(chosen))) {
            choose(oldest, latest, portion, factor);
        }
        if (chosen == null) {
            return Optional.empty();
        }
        Instant slot = time(chosen);
        return slot.isAfter(latest) ? Optional.empty() : Optional.of(slot.isAfter(now) ? slot : now);
    }

    /** Uses the slot that was told last. */
    void take() {
        if (chosen != null) {
            undecided = chosen + 1;
            chosen = null;
        }
    }

    private void choose(long first, Instant latest, Portion portion, double factor) {
        chosen = null;
        if (portion.isEmpty()) {
            return;
        }
        long last = slotFrom(latest);
        double saved = credit;
        for (long slot = first; slot <= last; slot++) {
            if (portion.contains(point(slot))) {
                saved += factor;
                if (saved >= 1) {
                    credit = saved - 1;
                    undecided = slot;
                    chosen = slot;
                    return;
                }
            }
        }
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
        return ((slot * GOLDEN) >>> 11) * 0x1p-53;
    }
}
