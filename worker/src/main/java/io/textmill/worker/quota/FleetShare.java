package io.textmill.worker.quota;

import java.time.Instant;

/**
 * The part of the fleet's limits of one provider that is this worker's, as it changes. Safe for use by many threads; an
 * answer is there at once.
 */
@FunctionalInterface
public interface FleetShare {
    /** There is no other worker. */
    FleetShare ALONE = now -> Portion.WHOLE;

    /** What is this worker's at that time, which is about now. */
    Portion at(Instant now);
}
