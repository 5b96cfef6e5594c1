package io.textmill.worker.bill;

import io.textmill.contract.CallEntry;
import io.textmill.contract.CallRecord;
import io.textmill.contract.Charged;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a bill and our own records say differently. Pure.
 *
 * @param differences in the order of the bill, then of our records
 * @param sums over both
 */
public record Reconciliation(List<Difference> differences, Sums sums) {
    public Reconciliation {
        differences = List.copyOf(differences);
    }

    /** In what way they differ. */
    public enum Kind {
        /** Billed, and no call of ours has that number. */
        BILLED_AND_UNKNOWN_TO_US,
        /** Billed more than once. */
        BILLED_TWICE,
        /** Charged on one side and not on the other. */
        CHARGED_DIFFERS,
        /** Charged by our records, and not on the bill. */
        CHARGED_AND_NOT_BILLED,
        /** We did not know whether it was charged; the bill does. */
        UNKNOWN_RESOLVED
    }

    /**
     * One difference.
     *
     * @param id the provider's number of the call
     * @param billed what the bill says: charged or not; null when it does not know the call
     * @param ours our record; null when there is none
     */
    public record Difference(
            Kind kind,
            String id,
            @Nullable Boolean billed,
            @Nullable CallEntry ours) {}

    /**
     * Sums.
     *
     * @param billed lines of the bill that are charged
     * @param charged calls of ours that are charged
     * @param unknown calls of ours that may be charged
     * @param unnumbered charged and possibly charged calls of ours without a number: nothing tells which of the billed
     *     ones they are
     */
    public record Sums(long billed, long charged, long unknown, long unnumbered) {}

    /** Compares a bill with the calls that we made of its provider in its time. */
    public static Reconciliation of(Bill bill, Collection<CallEntry> calls) {
        Map<String, CallEntry> ours = new LinkedHashMap<>();
        for (CallEntry call : calls) {
            String id = id(call.call());
            if (id != null) {
                ours.put(id, call);
            }
        }
        var differences = new ArrayList<Difference>();
        Set<String> seen = new LinkedHashSet<>();
        Set<String> paid = new LinkedHashSet<>();
        for (Bill.Line line : bill.lines()) {
            if (line.charged() && !paid.add(line.id())) {
                differences.add(new Difference(Kind.BILLED_TWICE, line.id(), true, ours.get(line.id())));
            } else if (seen.add(line.id())) {
                compare(line, ours.get(line.id()), differences);
            }
        }
        ours.forEach((id, call) -> {
            if (!seen.contains(id)) {
                notBilled(id, call, differences);
            }
        });
        return new Reconciliation(differences, sums(bill, calls));
    }

    /** The number by which the provider knows the call; null when it gave none. */
    public static @Nullable String id(CallRecord call) {
        return call.orderId() != null ? call.orderId() : call.taskNo() != null ? call.taskNo() : call.id();
    }

    private static void compare(Bill.Line line, @Nullable CallEntry call, List<Difference> differences) {
        if (call == null) {
            if (line.charged()) {
                differences.add(new Difference(Kind.BILLED_AND_UNKNOWN_TO_US, line.id(), true, null));
            }
            return;
        }
        Charged charged = call.call().charged();
        if (charged == Charged.UNKNOWN) {
            differences.add(new Difference(Kind.UNKNOWN_RESOLVED, line.id(), line.charged(), call));
        } else if ((charged == Charged.YES) != line.charged()) {
            differences.add(new Difference(Kind.CHARGED_DIFFERS, line.id(), line.charged(), call));
        }
    }

    private static void notBilled(String id, CallEntry call, List<Difference> differences) {
        switch (call.call().charged()) {
            case YES -> differences.add(new Difference(Kind.CHARGED_AND_NOT_BILLED, id, null, call));
            case UNKNOWN -> differences.add(new Difference(Kind.UNKNOWN_RESOLVED, id, null, call));
            case NO -> {
                // Nobody says that it was charged.
            }
        }
    }

    private static Sums sums(Bill bill, Collection<CallEntry> calls) {
        return new Sums(
                bill.lines().stream().filter(Bill.Line::charged).count(),
                count(calls, call -> call.charged() == Charged.YES),
                count(calls, call -> call.charged() == Charged.UNKNOWN),
                count(calls, call -> call.charged() != Charged.NO && id(call) == null));
    }

    /** How many calls those are. One that several jobs share counts once: told by its number, else by the shares of it. */
    private static long count(Collection<CallEntry> calls, Predicate<CallRecord> which) {
        Set<String> shared = new LinkedHashSet<>();
        double unnumbered = 0;
        long whole = 0;
        for (CallRecord call : calls.stream().map(CallEntry::call).filter(which).toList()) {
            String id = id(call);
            Double share = call.share();
            if (share == null) {
                whole++;
            } else if (id == null) {
                unnumbered += share;
            } else {
                shared.add(id);
            }
        }
        return whole + shared.size() + Math.round(unnumbered);
    }
}
