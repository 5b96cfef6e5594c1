package io.textmill.worker.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Whose turn it is, among inputs that have new records waiting, by their weights.
 *
 * <ul>
 *   <li>Over any time in which several have records waiting, each gets its turns in the proportion of the weights, give or
 *       take one.
 *   <li>One that waits alone gets every turn, and owes nothing for it later; nor are turns saved up by having no records.
 *   <li>The same waiting gives the same turns.
 * </ul>
 *
 * <p>Start-time fair queueing: a turn takes an input 1 / weight of virtual time, and whoever may start first is next. Pure
 * but for what it remembers; used by the engine thread only.
 */
final class Shares {
    /** Until when, in virtual time, each input's last turn lasts. */
    private final Map<Input, Double> busyUntil = new HashMap<>();

    /** When the last turn began. */
    private double now;

    /**
     * Gives the next turn.
     *
     * @param waiting not empty; the first of equals goes first
     */
    Input next(Collection<Input> waiting) {
        Input next = waiting.iterator().next();
        for (Input input : waiting) {
            if (start(input) < start(next)) {
                next = input;
            }
        }
        now = start(next);
        busyUntil.put(next, now + 1 / next.weight());
        return next;
    }

    private double start(Input input) {
        return Math.max(now, busyUntil.getOrDefault(input, 0.0));
    }
}
