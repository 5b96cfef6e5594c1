package io.textmill.worker.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a provider may be called at all. A provider that is used up, down or misconfigured is parked until a moment;
 * then one call goes out as a probe, and the others wait for what it tells. Pure but for its own state; safe for use by
 * many threads.
 */
public final class Parking {
    /** What others wait for a probe: longer than most calls take, short enough not to waste a recovery. */
    private static final Duration PROBE_WAIT = Duration.ofSeconds(2);

    private Instant until = Instant.MIN;
    private String reason = "";
    private boolean parked;

    /** Parks the provider. */
    public synchronized void park(Instant until, String reason) {
        this.until = until;
        this.reason = reason;
        this.parked = true;
    }

    /** A call succeeded: the provider is open. */
    public synchronized void open() {
        parked = false;
    }

    /** Why the provider is parked; empty when it is open. */
    public synchronized Optional<String> reason() {
        return parked ? Optional.of(reason) : Optional.empty();
    }

    /** Until when the provider is parked; now when it is not. */
    public synchronized Instant until(Instant now) {
        return parked && until.isAfter(now) ? until : now;
    }

    /**
     * Asks to call.
     *
     * @return when to ask again; empty when the call may go out. After the parking time this lets one call through and
     *     holds the others back a little longer.
     */
    public synchronized Optional<Instant> retryAt(Instant now) {
        if (!parked) {
            return Optional.empty();
        }
        if (until.isAfter(now)) {
            return Optional.of(until);
        }
        until = now.plus(PROBE_WAIT);
        return Optional.empty();
    }
}
