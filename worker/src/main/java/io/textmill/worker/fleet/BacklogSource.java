package io.textmill.worker.fleet;

import io.textmill.worker.quota.FleetReading;
import java.time.Instant;

/** Where readings come from. */
@FunctionalInterface
interface BacklogSource {
    /**
     * Looks at every partition that the fleet reads, now.
     *
     * @param tick the moment that it is made for
     * @throws UnreadableException when the brokers do not tell, or not in time
     */
    FleetReading read(Instant tick) throws UnreadableException, InterruptedException;

    /** No reading came of it. */
    final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1;

        UnreadableException(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }
}
