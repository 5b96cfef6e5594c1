package io.textmill.worker.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one provider, as far as they are this worker's: how many calls at once, when the next call may go, and
 * what throttles and reports of the provider change about that.
 *
 * <p>Pure but for its own state; one thread at a time.
 */
public final class Quota {
    /** How fast fractions of a call at once go round the fleet; a call may take as long. */
    private static final Duration ROUND = Duration.ofMinutes(2);

    private final Limits limits;
    private final FleetShare fleet;
    private final SlotPace slots;
    private final TokenPace tokens;
    private final Slowdown slowdown;
    private final Concurrency concurrency;
    private final SharedKey sharedCalls;
    private final SharedKey sharedTokens;

    private int inFlight;

    /** The moment that {@link #next} has told last. */
    private Instant told = Instant.MIN;

    private Instant pausedUntil = Instant.MIN;

    /** Whether a call was taken since the last throttle. */
    private boolean isAccepting = true;

    /** Nothing used yet, and nothing saved up. */
    public Quota(Limits limits, FleetShare fleet, Instant now) {
        this.limits = limits;
        this.fleet = fleet;
        this.slots = new SlotPace(limits.pace(), limits.grace(), now);
        this.tokens = new TokenPace(limits.tokens(), now);
        this.slowdown = new Slowdown(now);
        this.concurrency = new Concurrency(limits.inFlightPerWorker(), now);
        this.sharedCalls = new SharedKey(limits.pace() * 60, now);
        this.sharedTokens = new SharedKey(limits.tokens(), now);
    }

    /** A call that was let through. */
    public static final class Pass {
        private Instant at;
        private final long most;
        private final double share;
        private final TokenPace.Reserved reserved;

        private Pass(Instant at, long most, double share, TokenPace.Reserved reserved) {
            this.at = at;
            this.most = most;
            this.share = share;
            this.reserved = reserved;
        }

        /** When it goes. */
        public Instant at() {
            return at;
        }
    }

    /** Whether tokens need to be counted. */
    public boolean limitsTokens() {
        return limits.tokensPerMinute() != null;
    }

    /** Whether as many calls run as may. */
    public boolean isFull(Instant now) {
        return inFlight >= mayRun(now);
    }

    /**
     * When a call may go; takes nothing.
     *
     * @param most how many tokens it may use
     * @param latest what comes later is of no use
     * @return a moment ago at the earliest; empty when not until then
     */
    public Optional<Instant> next(Instant now, long most, Instant latest) {
        Portion portion = portion(now);
        if (portion.isEmpty()) {
            sharedCalls.idle(now);
            sharedTokens.idle(now);
            return Optional.empty();
        }
        double factor = slowdown.factor(now) * sharedTokens.factor();
        Instant earned = tokens.next(now, most, portion.size() * factor);
        Optional<Instant> next = slot(now, portion, latest)
                .map(slot -> earned.isAfter(now) ? later(slot, earned) : slot)
                .filter(moment -> !moment.isAfter(latest));
        next.ifPresent(moment -> told = moment);
        return next;
    }

    private Optional<Instant> slot(Instant now, Portion portion, Instant latest) {
        return slots.next(now, latest, portion, slowdown.factor(now) * sharedCalls.factor())
                .map(slot -> later(slot, pausedUntil))
                .filter(moment -> !moment.isAfter(latest));
    }

    /** A call goes at the moment that {@link #next} has just told. */
    public Pass take(Instant now, long most) {
        slots.take();
        inFlight++;
        double share = portion(now).size();
        sharedCalls.used(now, 1, share);
        sharedTokens.used(now, most, share);
        return new Pass(told, most, share, tokens.take(now, most));
    }

    /** Whether the call's moment has passed: a call now would be one too many in some second. */
    public boolean isLate(Pass pass, Instant now) {
        return Double.isFinite(limits.pace()) && now.isAfter(pass.at.plus(limits.grace()));
    }

    /**
     * Gives a call that is late the next slot, ahead of all that wait for one.
     *
     * @return whether there is one until then; if not, it keeps the one that has passed
     */
    public boolean postpone(Pass pass, Instant now, Instant latest) {
        Optional<Instant> next = slot(now, portion(now), latest);
        next.ifPresent(moment -> {
            slots.take();
            pass.at = moment;
        });
        return next.isPresent();
    }

    /**
     * A call has ended.
     *
     * @param usedTokens null when nobody told: then all that was reserved counts
     */
    public void leave(Pass pass, @Nullable Long usedTokens, Instant now) {
        inFlight--;
        if (usedTokens != null) {
            tokens.settle(pass.reserved, usedTokens);
            sharedTokens.used(now, usedTokens - pass.most, pass.share);
        }
    }

    /**
     * The provider was called too fast or too often at once: slower at once. If that was not enough, fewer at a time and
     * nothing before that moment. A single call that came a little early is no reason to stop all others; it waits by itself.
     */
    public void throttled(Instant sent, Instant until, Instant now) {
        boolean isRepeated = slowdown.throttled(sent, now);
        if (isRepeated) {
            pausedUntil = later(pausedUntil, until);
        }
        if (isRepeated || !isAccepting) {
            concurrency.refused(sent, inFlight, now);
        }
        isAccepting = false;
    }

    /** The provider has taken a call. */
    public void accepted() {
        isAccepting = true;
        concurrency.answered();
    }

    /** The provider has told where its limit of calls a minute stands. */
    public void toldCalls(Instant now, double limit, double remaining) {
        sharedCalls.told(now, limit, remaining);
    }

    /** The provider has told where its limit of tokens a minute stands. */
    public void toldTokens(Instant now, double limit, double remaining) {
        sharedTokens.told(now, limit, remaining);
    }

    /** Calls that run. */
    public int inFlight() {
        return inFlight;
    }

    /** How many calls may go within that time at most, as things stand; without a pace, as many as may run at once. */
    public int callsWithin(Duration time, Instant now) {
        double calls = limits.pace() * share(now) * speed(now) * time.toMillis() / 1_000;
        return (int) Math.min(Double.isNaN(calls) ? 0 : Math.ceil(calls), mayRun(now));
    }

    /** The part of the fleet's limits that is this worker's now. */
    public double share(Instant now) {
        return portion(now).size();
    }

    /** The part of its share that this worker uses, below 1 after throttles and when others use the same account. */
    public double speed(Instant now) {
        return slowdown.factor(now) * sharedCalls.factor();
    }

    private int mayRun(Instant now) {
        Integer ofAll = limits.inFlight();
        if (ofAll == null) {
            return concurrency.bearable();
        }
        double phase = (double) now.toEpochMilli() / ROUND.toMillis();
        return Math.min(concurrency.bearable(), portion(now).units(ofAll, phase));
    }

    /** What is not limited need not be divided. */
    private Portion portion(Instant now) {
        return limits.areShared() ? fleet.at(now) : Portion.WHOLE;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
