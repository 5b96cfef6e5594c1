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
    /** What others wait while a probe is out, and until the next one after a probe that told nothing. */
    private static final Duration PROBE_WAIT = Duration.ofSeconds(2);

    private boolean parked;
    private boolean probing;
    private Instant since = Instant.MIN;
    private Instant until = Instant.MIN;
    private String reason = "";

    /** Whether a call may go out. */
    public sealed interface Permission {
        /** It may. */
        record Open() implements Permission {}

        /** It may, as the one that finds out; {@link Parking#probeEnded} must follow. */
        record Probe() implements Permission {}

        /** It may not before that time. */
        record Closed(Instant until, String reason) implements Permission {}
    }

    /** Parks the provider; a longer parking is not shortened. */
    public synchronized void park(Instant now, Instant newUntil, String newReason) {
        until = parked && until.isAfter(newUntil) ? until : newUntil;
        since = now;
        reason = newReason;
        parked = true;
    }

    /** A call succeeded: the provider is open, unless it was parked after that call was sent. */
    public synchronized void succeeded(Instant sent) {
        if (!sent.isBefore(since)) {
            parked = false;
        }
    }

    /** The probe has ended, whatever it told. */
    public synchronized void probeEnded(Instant now) {
        probing = false;
        if (parked && !until.isAfter(now)) {
            until = now.plus(PROBE_WAIT);
        }
    }

    /** Asks to call. */
    public synchronized Permission ask(Instant now) {
        if (!parked) {
            return new Permission.Open();
        }
        if (until.isAfter(now)) {
            return new Permission.Closed(until, reason);
        }
        if (probing) {
            return new Permission.Closed(now.plus(PROBE_WAIT), reason);
        }
        probing = true;
        return new Permission.Probe();
    }

    /** Until when the provider is parked; now when it is not, or when that time has come. */
    public synchronized Instant until(Instant now) {
        return parked && until.isAfter(now) ? until : now;
    }

    /** Why the provider is parked; empty when it is open. */
    public synchronized Optional<String> reason() {
        return parked ? Optional.of(reason) : Optional.empty();
    }
}
