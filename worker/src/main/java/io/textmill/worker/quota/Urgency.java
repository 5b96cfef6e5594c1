package io.textmill.worker.quota;

import java.time.Instant;
import java.util.Comparator;

/**
 * Whose call goes first. Tenants share by their weights; within a tenant the higher priority, then the earlier deadline,
 * then who waits longer.
 *
 * @param tenant empty for none
 * @param priority 0 to 9, the higher the sooner
 * @param deadline when the answer is no longer worth having
 * @param since when the job came to the first worker
 */
public record Urgency(String tenant, int priority, Instant deadline, Instant since) {
    /** The most urgent first. */
    static final Comparator<Urgency> ORDER = Comparator.comparingInt(Urgency::priority)
            .reversed()
            .thenComparing(Urgency::deadline)
            .thenComparing(Urgency::since);
}
