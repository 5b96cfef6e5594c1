package io.textmill.sandbox.provider;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Calls as {@code GET /arrivals?after=N} tells them: what a reader needs to count them in windows of any length.
 *
 * @param after how many calls came before the first of these
 * @param calls oldest first
 */
record Arrivals(long after, List<Arrival> calls) {

    /**
     * One call.
     *
     * @param at when it arrived, in microseconds of Unix time
     * @param accepted whether a model worked on it
     * @param code the vendor's code
     * @param tokens what it used
     */
    record Arrival(long at, boolean accepted, String code, int tokens) {
        static Arrival of(Ledger.Entry entry) {
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, entry.at());
            return new Arrival(micros, entry.accepted(), entry.code(), entry.tokens());
        }
    }
}
