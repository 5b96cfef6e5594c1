package io.textmill.sandbox.provider;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Every call that arrived, as the vendor's own books have it. Thread-safe.
 *
 * <p>A call is entered when it is decided, before its answer is sent: who gave up waiting is in the books all the same.
 * A connection that was reset before its request was read is not. The totals count every call; one by one only the
 * latest are kept.
 */
public final class Ledger {

    private final int mostEntries;
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private long calls;
    private long accepted;
    private long charged;

    Ledger(int mostEntries) {
        this.mostEntries = mostEntries;
    }

    /**
     * One call.
     *
     * @param id {@code order_id}, {@code taskNo} or {@code id}; empty when none was issued
     * @param at when it arrived, by the vendor's clock
     * @param httpStatus the status of the answer; 0 when the connection was reset instead
     * @param code the vendor's code, or OpenAI's {@code finish_reason}; {@code http_502} for a bare status
     * @param accepted whether a model worked on it
     * @param charged whether it is on the bill
     * @param tokens what it used, where the vendor counts tokens
     * @param promptSize the prompt in the vendor's unit: UTF-8 bytes at JumData, UTF-16 units at all others
     * @param obeyedInjection whether the model obeyed an instruction inside the text
     * @param truth the clean, right answer; empty when no model worked on it
     */
    public record Entry(
            String id,
            Instant at,
            int httpStatus,
            String code,
            boolean accepted,
            boolean charged,
            int tokens,
            int promptSize,
            boolean obeyedInjection,
            String truth) {}

    /**
     * Sums over every call.
     *
     * @param calls calls that arrived
     * @param accepted calls that a model worked on
     * @param charged calls that are on the bill
     * @param refused calls that no model worked on
     */
    public record Totals(long calls, long accepted, long charged, long refused) {}

    /** The latest calls, oldest first. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /**
     * When calls came, and what became of them: of those in the ledger, the ones after so many calls in all.
     *
     * @param after how many calls there had been that are not of interest
     */
    synchronized Arrivals arrivals(long after) {
        long first = Math.max(after, calls - entries.size());
        return new Arrivals(
                first,
                entries.stream()
                        .skip(first - (calls - entries.size()))
                        .map(Arrivals.Arrival::of)
                        .toList());
    }

    /** Sums over every call. */
    public synchronized Totals totals() {
        return new Totals(calls, accepted, charged, calls - accepted);
    }

    synchronized void add(Entry entry) {
        calls++;
        accepted += entry.accepted() ? 1 : 0;
        charged += entry.charged() ? 1 : 0;
        if (entries.size() >= mostEntries) {
            entries.pollFirst();
        }
        entries.addLast(entry);
    }
}
