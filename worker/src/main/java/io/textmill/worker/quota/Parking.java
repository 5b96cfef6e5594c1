package io.textmill.worker.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a provider may be called at all: its circuit. A provider that is used up, down or misconfigured, or of which
 * many calls in a row failed, is parked until a moment; then one call goes out as a probe, and the others wait for what it
 * tells. Pure but for its own state; safe for use by many threads.
 */
public final class Parking {
    /** How long until the next probe after one that told nothing. */
    private static final Duration PROBE_WAIT = Duration.ofSeconds(2);

    /** A provider that fails one call in five, by chance, fails as many in a row once in 400,000 times. */
    private static final int FAILURES = 8;

    /** How long a provider rests that failed, at first and after many probes: it may be back at any time. */
    private static final Duration FIRST_REST = Duration.ofSeconds(2);

    private static final Duration LONGEST_REST = Duration.ofSeconds(8);

    private boolean parked;
    private boolean probing;
    private Instant since = Instant.MIN;
    private Instant until = Instant.MIN;
    private String reason = "";

    /** Calls that failed since the last one that did not. */
    private int failures;

    private Duration rest = FIRST_REST;

    /** How a circuit stands. */
    public enum State {
        /** Calls go out. */
        CLOSED,
        /** One call goes out to see. */
        HALF_OPEN,
        /** None goes out. */
        OPEN
    }

    /** Whether a call may go out. */
    public sealed interface Permission {
        /** It may. */
        record Open() implements Permission {}

        /** It may, as the one that finds out; {@link Parking#probeEnded} must follow. */
        record Probe() implements Permission {}

        /** It may not before that time. */
        record Closed(Instant until, String reason) implements Permission {}

        /** A probe is out, and will tell soon. */
        record Probing() implements Permission {}
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
        failures = 0;
        if (!sent.isBefore(since)) {
            parked = false;
            rest = FIRST_REST;
        }
    }

    /** A call failed in a way that says nothing of the account: many in a row say that the provider is down. */
    public synchronized void failed(Instant sent, Instant now, String newReason) {
        failures++;
        if (parked ? probing && !sent.isBefore(until) : failures >= FAILURES) {
            park(now, now.plus(rest), newReason);
            rest = rest.multipliedBy(2).compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest.multipliedBy(2);
        }
    }

    /** How the circuit stands. */
    public synchronized State state(Instant now) {
        return !parked ? State.CLOSED : until.isAfter(now) ? State.OPEN : State.HALF_OPEN;
    }

    /** The probe has ended, whatever it told. */
    public synchronized void probeEnded(Instant now) {
        probing = false;
        if (parked && !until.isAfter(now)) {
            until = now.plus(PROBE_WAIT);
        }
    }

    /** Asks to call; a probe is given away with that. */
    public synchronized Permission ask(Instant now) {
        Permission permission = look(now);
        probing |= permission instanceof Permission.Probe;
        return permission;
    }

    /** What {@link #ask} would say, without taking it. */
    public synchronized Permission look(Instant now) {
        if (!parked) {
            return new Permission.Open();
        }
        if (until.isAfter(now)) {
            return new Permission.Closed(until, reason);
        }
        return probing ? new Permission.Probing() : new Permission.Probe();
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
