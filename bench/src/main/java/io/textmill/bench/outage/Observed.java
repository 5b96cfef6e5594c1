package io.textmill.bench.outage;

import io.textmill.bench.quota.Traffic;
import java.util.List;

/**
 * What was seen of one run. Times are microseconds of Unix time.
 *
 * @param plan what was to happen
 * @param spans each phase, in order; the last one until nothing was left to do
 * @param published when each job was published, earliest first
 * @param traffic calls that came to the provider
 * @param books what became of jobs and calls
 */
record Observed(Plan plan, List<Span> spans, List<Long> published, Traffic traffic, Books books) {

    /**
     * A phase as it was. Calls count in the phase in which they end.
     *
     * @param phase which one
     * @param from when it began
     * @param to when it ended
     * @param calls calls that the worker made in it, refused connections among them
     * @param answered those that were answered
     */
    record Span(Phase phase, long from, long to, long calls, long answered) {
        /** Calls that were made without an answer. */
        long extra() {
            return calls - answered;
        }
    }

    /**
     * What the topics and the provider's ledger say in the end.
     *
     * @param jobs jobs that were published
     * @param succeeded those with an answer
     * @param missing those without a result
     * @param duplicates results and dead letters beyond one
     * @param deadLettered dead letters
     * @param recorded calls in the topic of calls
     * @param charged calls that are on the provider's bill
     */
    record Books(int jobs, int succeeded, int missing, int duplicates, int deadLettered, long recorded, long charged) {}

    Observed {
        spans = List.copyOf(spans);
        published = List.copyOf(published);
    }
}
