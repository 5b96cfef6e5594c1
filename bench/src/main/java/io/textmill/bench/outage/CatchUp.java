package io.textmill.bench.outage;

import io.textmill.bench.quota.Traffic;
import java.util.List;

/** When what has piled up is worked off: pure. */
final class CatchUp {
    private static final long SECOND = 1_000_000;

    /** Jobs of so many seconds are always under way: on their way through Kafka, at the provider, or waiting to be retried. */
    private static final int UNDER_WAY_SECONDS = 3;

    private CatchUp() {}

    /**
     * Seconds from there until all but a few jobs that were published by then have been called for with success; the whole
     * stretch when that does not happen in it.
     *
     * @param published when each job was published, earliest first
     * @param flow jobs a second
     */
    static double seconds(List<Long> published, Traffic traffic, int flow, long from, long to) {
        long slack = (long) flow * UNDER_WAY_SECONDS;
        for (long at = from; at < to; at += SECOND) {
            long now = at;
            long due = published.stream().filter(when -> when <= now).count();
            if (due - traffic.between(Long.MIN_VALUE, now + 1).accepted() <= slack) {
                return (double) (at - from) / SECOND;
            }
        }
        return (double) (to - from) / SECOND;
    }
}
