package io.textmill.worker.spend;

import io.textmill.contract.CallRecord;
import io.textmill.contract.Charged;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One worker's view of all caps: what the log says, and what is in its own purses. Decides, and neither waits nor sends.
 * One thread at a time.
 */
final class Budgets {
    /** When to ask again for what others may return. */
    private static final Duration TURN = Duration.ofSeconds(15);

    private final List<Cap> caps;
    private final PriceTable prices;

    /** This run of this worker: its leases end with it. */
    private final String holder;

    private final Map<Budget, Purse> purses = new HashMap<>();
    private LeaseLog log = new LeaseLog();

    /** Whether the log has been read to where it ended when the reading began: before, nobody can tell what is left. */
    private boolean isWhole;

    /** The number of the last request. */
    private long number;

    /** The number of the last request whose ruling was learnt: reading the log anew teaches nothing twice. */
    private long learnt;

    Budgets(Collection<Cap> caps, PriceTable prices, String holder) {
        this.caps = List.copyOf(caps);
        this.prices = prices;
        this.holder = holder;
    }

    /** What is reserved of one budget. */
    record Hold(Purse purse, BigDecimal amount) {}

    /** Whether a call may be made. */
    sealed interface Answer {
        /**
         * It may.
         *
         * @param isDue whether a lease should be asked for, see {@link #due}
         */
        record Granted(List<Hold> holds, boolean isDue) implements Answer {}

        /**
         * It needs a lease.
         *
         * @param isDue whether one is still to be asked for, see {@link #due}
         */
        record Wait(boolean isDue) implements Answer {}

        /** What is left of a cap is not enough. */
        record Reached(Cap cap, Instant until, boolean fails) implements Answer {}
    }

    /** Reserves in all caps that concern the call, or in none. */
    Answer reserve(Charge charge, Instant now) {
        var holds = new ArrayList<Hold>();
        for (Cap cap : caps) {
            cap.amount(charge, prices).ifPresent(amount -> holds.add(new Hold(purse(cap, now), amount)));
        }
        List<Hold> lacking =
                holds.stream().filter(hold -> !hold.purse.has(hold.amount, now)).toList();
        for (Hold hold : lacking) {
            if (isWhole
                    && !hold.purse.isAsking()
                    && left(hold.purse).add(hold.purse.room()).compareTo(hold.amount) < 0) {
                hold.purse.giveUp(left(hold.purse));
                return reached(hold.purse, now);
            }
        }
        if (!lacking.isEmpty()) {
            lacking.forEach(hold -> hold.purse.await(hold.amount));
            return new Answer.Wait(isWhole && lacking.stream().anyMatch(hold -> !hold.purse.isAsking()));
        }
        holds.forEach(hold -> hold.purse.reserve(hold.amount));
        return new Answer.Granted(List.copyOf(holds), holds.stream().anyMatch(hold -> hold.purse.isLow()));
    }

    /** A call was made. */
    void settle(List<Hold> holds, CallRecord call) {
        holds.forEach(hold -> hold.purse.settle(hold.amount, cost(hold, call)));
    }

    /** A call was not made. */
    void release(List<Hold> holds) {
        holds.forEach(hold -> hold.purse.settle(hold.amount, BigDecimal.ZERO));
    }

    /** Nobody knows what became of a call. */
    void lose(List<Hold> holds) {
        holds.forEach(hold -> hold.purse.settle(hold.amount, hold.amount));
    }

    /** Takes the next record of the log. */
    void apply(BudgetRecord record) {
        log.apply(record).ifPresent(ruling -> {
            BudgetRecord.Id lease = ruling.request().lease();
            Purse purse = purses.get(ruling.request().budget());
            if (lease.holder().equals(holder) && lease.number() > learnt) {
                learnt = lease.number();
                if (purse != null) {
                    purse.learn(ruling);
                }
            }
        });
    }

    /** What is to be written now, in that order. */
    List<BudgetRecord> due(Instant now) {
        var records = new ArrayList<BudgetRecord>();
        if (!isWhole) {
            return records;
        }
        purses.values().removeIf(purse -> purse.isOver(now));
        for (Purse purse : purses.values()) {
            records.addAll(purse.returns(left(purse), now));
            purse.request(new BudgetRecord.Id(holder, number + 1), left(purse), now)
                    .ifPresent(request -> {
                        number++;
                        records.add(request);
                    });
        }
        return records;
    }

    /** What is to be written when no call will be made any more. */
    List<BudgetRecord> last() {
        return purses.values().stream()
                .<BudgetRecord>flatMap(purse -> purse.returnAll().stream())
                .toList();
    }

    /** Whether a lease may still be granted that was asked for. */
    boolean isAsking() {
        return purses.values().stream().anyMatch(Purse::isAsking);
    }

    /** Begins anew with the log: it is about to be read from its beginning. */
    void forget() {
        log = new LeaseLog();
        isWhole = false;
    }

    /** The log has been read to where it ended when the reading began; whether that is new. */
    boolean complete() {
        boolean isNew = !isWhole;
        isWhole = true;
        return isNew;
    }

    /** What all workers have leased and not returned of the cap's window of that moment. */
    BigDecimal held(Cap cap, Instant now) {
        return log.held(budget(cap, now));
    }

    /** What this worker has leased of it and not spent. */
    BigDecimal unspent(Cap cap, Instant now) {
        Purse purse = purses.get(budget(cap, now));
        return purse == null ? BigDecimal.ZERO : purse.room();
    }

    private static BigDecimal one(Charged charged) {
        return charged == Charged.NO ? BigDecimal.ZERO : BigDecimal.ONE;
    }

    private BigDecimal cost(Hold hold, CallRecord call) {
        return switch (hold.purse.cap().most()) {
            case Cap.Most.OfCalls _ -> one(call.charged());
            case Cap.Most.OfMoney _ ->
                prices.of(call.provider())
                        .map(price -> price.isKnown(call) ? price.of(call) : hold.amount)
                        .orElse(hold.amount);
        };
    }

    private Answer reached(Purse purse, Instant now) {
        Instant end = purse.window().end();
        Instant turn = now.plus(TURN);
        boolean mayComeBack = log.mayComeBack(purse.budget(), now);
        Instant until = mayComeBack && turn.isBefore(end) ? turn : end;
        boolean fails = !mayComeBack && purse.cap().whenReached() == Cap.WhenReached.FAIL;
        return new Answer.Reached(purse.cap(), until, fails);
    }

    private BigDecimal left(Purse purse) {
        return purse.cap().most().amount().subtract(log.held(purse.budget()));
    }

    private Purse purse(Cap cap, Instant now) {
        return purses.computeIfAbsent(budget(cap, now), _ -> new Purse(cap, cap.window(now)));
    }

    private static Budget budget(Cap cap, Instant now) {
        return new Budget(cap.name(), cap.most().unit(), cap.window(now).name());
    }
}
