package io.textmill.worker.spend;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What this worker has leased of one budget, and what it has done with it: spent + reserved is at most leased. Leases are
 * spent in the order in which they were granted. One thread at a time.
 */
final class Purse {
    /** How long a lease is used at most: this long the others do not know what is left of it. */
    static final Duration LEASE = Duration.ofMinutes(10);

    /** Without a call for so long, what is left is given back. */
    static final Duration IDLE = Duration.ofSeconds(5);

    /** A request of which nothing was heard for so long is made again. Should both be granted, one is given back. */
    static final Duration LOST = Duration.ofSeconds(15);

    /** No lease takes more than this part of what is left: the last of a cap is shared, and a crash loses little. */
    private static final BigDecimal SHARE = BigDecimal.valueOf(20);

    /** A lease should last from the first to the second: fewer records, and yet little that a crash loses. */
    private static final Duration SHORT = Duration.ofSeconds(10);

    private static final Duration LONG = Duration.ofMinutes(1);

    /** The calls of a first lease. */
    private static final BigDecimal FIRST = BigDecimal.valueOf(4);

    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /** Sizes are only aims: a few digits will do. */
    private static final MathContext ROUGHLY = MathContext.DECIMAL32;

    private final Cap cap;
    private final Budget budget;
    private final Window window;
    private final Deque<Lease> leases = new ArrayDeque<>();

    /** Sums over the leases that are here. */
    private BigDecimal leased = BigDecimal.ZERO;

    private BigDecimal spent = BigDecimal.ZERO;
    private BigDecimal reserved = BigDecimal.ZERO;

    /** What calls lack that wait, the dearest of them; zero when none waits. */
    private BigDecimal lacking = BigDecimal.ZERO;

    /** Whether less is here than should be. */
    private boolean low;

    /** What the last call might cost that costs anything, and how much to lease for the like. */
    private BigDecimal call = BigDecimal.ZERO;

    private BigDecimal size = BigDecimal.ZERO;
    private @Nullable Asked asked;
    private @Nullable Instant lastAsked;
    private Instant lastUsed = Instant.MIN;

    /** A lease that was granted; its amount shrinks when some is given back. */
    private static final class Lease {
        private final BudgetRecord.Id id;
        private final Instant expires;
        private BigDecimal amount;

        /** Whether it has shrunk and the others do not know yet. */
        private boolean isCut;

        Lease(BudgetRecord.Id id, Instant expires, BigDecimal amount) {
            this.id = id;
            this.expires = expires;
            this.amount = amount;
        }

        boolean hasExpired(Instant now) {
            return !now.isBefore(expires);
        }
    }

    /** A request under way. */
    private record Asked(BudgetRecord.Id lease, Instant at) {}

    Purse(Cap cap, Window window) {
        this.cap = cap;
        this.window = window;
        this.budget = new Budget(cap.name(), cap.most().unit(), window.name());
    }

    Cap cap() {
        return cap;
    }

    Budget budget() {
        return budget;
    }

    Window window() {
        return window;
    }

    /** What is leased and neither spent nor reserved. */
    BigDecimal room() {
        return leased.subtract(spent).subtract(reserved);
    }

    /** Whether that much may be reserved now. */
    boolean has(BigDecimal amount, Instant now) {
        lastUsed = now;
        if (amount.signum() == 0) {
            // Nothing is lacked that costs nothing, even when an earlier call has cost too much.
            return true;
        }
        call = amount;
        expire(now);
        return lack(amount).signum() <= 0;
    }

    /** A call waits that may cost so much: what it lacks is asked for. */
    void await(BigDecimal amount) {
        lacking = lacking.max(lack(amount));
    }

    private BigDecimal lack(BigDecimal amount) {
        return amount.subtract(room().max(BigDecimal.ZERO));
    }

    void reserve(BigDecimal amount) {
        reserved = reserved.add(amount);
        low = room().multiply(TWO).compareTo(size) < 0;
    }

    /** A call has ended that had reserved the first and has cost the second. */
    void settle(BigDecimal amount, BigDecimal cost) {
        reserved = reserved.subtract(amount);
        spent = spent.add(cost);
    }

    boolean isAsking() {
        return asked != null;
    }

    /** Whether it should ask for more before it has to. */
    boolean isLow() {
        return low && asked == null;
    }

    /**
     * Nobody waits any more for more than there is.
     *
     * @param left of the budget
     */
    void giveUp(BigDecimal left) {
        if (lacking.compareTo(left) > 0) {
            lacking = BigDecimal.ZERO;
        }
    }

    /**
     * Asks for a lease where one is needed and can be had.
     *
     * @param left of the budget
     */
    Optional<BudgetRecord.Request> request(BudgetRecord.Id next, BigDecimal left, Instant now) {
        if (asked != null && asked.at.plus(LOST).isBefore(now)) {
            asked = null;
        }
        boolean wanted = lacking.signum() > 0 || low;
        BigDecimal least = lacking.signum() > 0 ? lacking : call;
        if (asked != null || !wanted || least.signum() == 0 || !now.isBefore(window.end())) {
            return Optional.empty();
        }
        low = false;
        if (left.compareTo(least) < 0) {
            return Optional.empty();
        }
        BigDecimal target = grown(now).min(left.divide(SHARE, ROUGHLY));
        BigDecimal amount = least.max(call.multiply(target.divideToIntegralValue(call)));
        Instant expires = now.plus(LEASE).isBefore(window.end()) ? now.plus(LEASE) : window.end();
        asked = new Asked(next, now);
        lastAsked = now;
        return Optional.of(
                new BudgetRecord.Request(budget, next, amount, least, cap.most().amount(), expires));
    }

    /** A request of this purse was judged. */
    void learn(LeaseLog.Ruling ruling) {
        BudgetRecord.Request request = ruling.request();
        if (asked != null && asked.lease.equals(request.lease())) {
            asked = null;
        }
        if (ruling.granted().signum() > 0) {
            leases.add(new Lease(request.lease(), request.expires(), ruling.granted()));
            leased = leased.add(ruling.granted());
        }
        lacking = BigDecimal.ZERO;
    }

    /** What is to be given back now, or told to be used up. */
    List<BudgetRecord.Return> returns(BigDecimal left, Instant now) {
        expire(now);
        boolean idle = !now.isBefore(lastUsed.plus(IDLE));
        // Too little for a call here, and no more to be had: others may have the rest that is missing to theirs.
        boolean useless = room().compareTo(call) < 0 && left.add(room()).compareTo(call) < 0 && asked == null;
        if (idle || useless) {
            cut(room(), _ -> true);
        }
        return returns();
    }

    /** Gives back all that is not reserved. */
    List<BudgetRecord.Return> returnAll() {
        cut(room(), _ -> true);
        return returns();
    }

    /** Whether nothing is to be expected of it any more. */
    boolean isOver(Instant now) {
        return leases.isEmpty() && reserved.signum() == 0 && asked == null && !now.isBefore(window.end());
    }

    private List<BudgetRecord.Return> returns() {
        var returns = new ArrayList<BudgetRecord.Return>();
        while (!leases.isEmpty() && isUsedUp(leases.getFirst())) {
            Lease lease = leases.removeFirst();
            // The last one takes what calls have cost beyond what they might have.
            BigDecimal keeps = leases.isEmpty() ? spent : lease.amount;
            spent = spent.subtract(keeps);
            leased = leased.subtract(lease.amount);
            returns.add(new BudgetRecord.Return(budget, lease.id, keeps, true));
        }
        for (Lease lease : leases) {
            if (lease.isCut) {
                lease.isCut = false;
                returns.add(new BudgetRecord.Return(budget, lease.id, lease.amount, false));
            }
        }
        return returns;
    }

    private boolean isUsedUp(Lease lease) {
        return spent.compareTo(lease.amount) >= 0 && (leases.size() > 1 || reserved.signum() == 0);
    }

    /** What is neither spent nor reserved of leases that have expired may not be used any more; they are the oldest. */
    private void expire(Instant now) {
        BigDecimal expired = BigDecimal.ZERO;
        for (Lease lease : leases) {
            expired = lease.hasExpired(now) ? expired.add(lease.amount) : expired;
        }
        cut(expired.subtract(spent).subtract(reserved), lease -> lease.hasExpired(now));
    }

    /** Takes that much out of such leases, the newest first. */
    private void cut(BigDecimal unused, Predicate<Lease> which) {
        BigDecimal rest = unused;
        for (Iterator<Lease> newest = leases.descendingIterator(); rest.signum() > 0 && newest.hasNext(); ) {
            Lease lease = newest.next();
            BigDecimal some = which.test(lease) ? rest.min(lease.amount) : BigDecimal.ZERO;
            if (some.signum() > 0) {
                lease.amount = lease.amount.subtract(some);
                leased = leased.subtract(some);
                rest = rest.subtract(some);
                lease.isCut = true;
            }
        }
    }

    /** How much to lease: more when the last lease was short-lived, less when it lasted long. */
    private BigDecimal grown(Instant now) {
        if (lastAsked == null) {
            size = call.multiply(FIRST);
        } else {
            Duration lasted = Duration.between(lastAsked, now);
            if (lasted.compareTo(SHORT) < 0) {
                size = size.multiply(TWO);
            } else if (lasted.compareTo(LONG) > 0) {
                size = size.divide(TWO, ROUGHLY);
            }
        }
        size = size.max(call);
        return size;
    }
}
