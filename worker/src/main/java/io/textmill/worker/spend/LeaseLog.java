package io.textmill.worker.spend;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who has leased what, by the records of the budget topic in their order. It has no clock and no configuration, so all who
 * read the same records come to the same rulings:
 *
 * <ul>
 *   <li>A request gets what it asks for or what is left of its limit, whichever is less; nothing when that is below its
 *       least.
 *   <li>What is left is the limit minus everything that was granted before and not returned. A lease that nobody returns
 *       counts for ever, so a crashed worker's counts as spent.
 *   <li>The limit is the requester's own: a cap that is changed holds for the requests of workers that know of it.
 *   <li>A record that was delivered twice counts once: a holder's requests have rising numbers, a return never gives back
 *       more than is there, and the end of a lease is the last that counts.
 * </ul>
 *
 * <p>One thread at a time.
 */
final class LeaseLog {
    private final Map<Budget, Account> accounts = new HashMap<>();

    /** The number of each holder's last request. */
    private final Map<String, Long> lastNumbers = new HashMap<>();

    /** What is known of one budget. */
    private static final class Account {
        private final Map<BudgetRecord.Id, Lease> leases = new HashMap<>();
        private BigDecimal held = BigDecimal.ZERO;
    }

    private record Lease(BigDecimal kept, Instant expires) {}

    /**
     * How a request was judged.
     *
     * @param granted zero when it was refused
     */
    record Ruling(BudgetRecord.Request request, BigDecimal granted) {}

    /** Takes the next record; the ruling when it is a request that was not seen before. */
    Optional<Ruling> apply(BudgetRecord record) {
        return switch (record) {
            case BudgetRecord.Request request -> judge(request);
            case BudgetRecord.Return returned -> {
                takeBack(returned);
                yield Optional.empty();
            }
        };
    }

    /** What was granted and not returned. */
    BigDecimal held(Budget budget) {
        Account account = accounts.get(budget);
        return account == null ? BigDecimal.ZERO : account.held;
    }

    /** Whether any lease may still be returned: its holder says that it uses it. */
    boolean mayComeBack(Budget budget, Instant now) {
        Account account = accounts.get(budget);
        return account != null
                && account.leases.values().stream()
                        .anyMatch(lease -> lease.kept.signum() > 0 && now.isBefore(lease.expires));
    }

    private Optional<Ruling> judge(BudgetRecord.Request request) {
        Long last = lastNumbers.get(request.lease().holder());
        if (last != null && request.lease().number() <= last) {
            return Optional.empty();
        }
        lastNumbers.put(request.lease().holder(), request.lease().number());
        Account account = accounts.computeIfAbsent(request.budget(), _ -> new Account());
        BigDecimal granted = request.amount().min(request.limit().subtract(account.held));
        if (granted.signum() <= 0 || granted.compareTo(request.least()) < 0) {
            return Optional.of(new Ruling(request, BigDecimal.ZERO));
        }
        account.held = account.held.add(granted);
        account.leases.put(request.lease(), new Lease(granted, request.expires()));
        return Optional.of(new Ruling(request, granted));
    }

    private void takeBack(BudgetRecord.Return returned) {
        Account account = accounts.get(returned.budget());
        Lease lease = account == null ? null : account.leases.get(returned.lease());
        if (account == null || lease == null) {
            return;
        }
        // A call that cost more than it might have counts too, when its lease ends.
        if (returned.ends() || returned.keeps().compareTo(lease.kept) < 0) {
            account.held = account.held.subtract(lease.kept).add(returned.keeps());
            account.leases.put(returned.lease(), new Lease(returned.keeps(), lease.expires));
        }
        if (returned.ends()) {
            account.leases.remove(returned.lease());
        }
    }
}
