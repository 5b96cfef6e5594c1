package io.textmill.bench.journal;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param rounds how often each arm has its turn
 * @param limit no round is begun that would probably end later than this
 * @param flow how long calls come steadily
 * @param burst jobs at once, whose calls are answered at once
 */
record Extent(int rounds, Duration limit, Duration flow, int burst) {
    static final Extent FULL = new Extent(5, Duration.ofMinutes(30), Duration.ofMinutes(1), 20_000);
    static final Extent QUICK = new Extent(3, Duration.ofMinutes(5), Duration.ofSeconds(12), 2_500);

    /** Far below what a worker can do, so that calls wait for nothing but the journal. */
    static final int CALLS_PER_SECOND = 40;

    /** How long the provider takes for those. */
    static final Duration CALL = Duration.ofMillis(500);

    /** Jobs before anything is measured: JVMs begin to run smoothly. */
    static final int WARM_UP = 1_500;

    /** Whether there is another round after so many that took so long. */
    boolean goesOnAfter(int done, Duration elapsed) {
        return done < rounds
                && (done == 0 || elapsed.multipliedBy(done + 1L).dividedBy(done).compareTo(limit) <= 0);
    }
}
