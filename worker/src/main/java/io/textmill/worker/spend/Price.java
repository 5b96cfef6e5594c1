package io.textmill.worker.spend;

import io.textmill.contract.CallRecord;
import io.textmill.contract.Charged;
import java.math.BigDecimal;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What a provider charges.
 *
 * @param perCall for one call
 * @param perMillionPromptTokens for a million tokens of prompts
 * @param perMillionCompletionTokens for a million tokens of answers
 * @param currency of all three
 * @param countsUnknown whether calls cost something that only may have been charged
 */
public record Price(
        BigDecimal perCall,
        BigDecimal perMillionPromptTokens,
        BigDecimal perMillionCompletionTokens,
        Currency currency,
        boolean countsUnknown) {
    /** A million, as the shift of the decimal point. */
    private static final int MILLION = 6;

    /** A price by the call alone. */
    public static Price perCall(BigDecimal amount, Currency currency) {
        return new Price(amount, BigDecimal.ZERO, BigDecimal.ZERO, currency, true);
    }

    /** What a call of so many tokens costs when it is charged. */
    public BigDecimal of(long promptTokens, long completionTokens) {
        BigDecimal tokens = perMillionPromptTokens
                .multiply(BigDecimal.valueOf(promptTokens))
                .add(perMillionCompletionTokens.multiply(BigDecimal.valueOf(completionTokens)));
        // Dividing by a million only moves the point: nothing is rounded.
        return tokens.signum() == 0 ? perCall : perCall.add(tokens.movePointLeft(MILLION));
    }

    /** What that call has cost, or the share of it; tokens that the provider did not count are none. */
    public BigDecimal of(CallRecord call) {
        if (!counts(call.charged())) {
            return BigDecimal.ZERO;
        }
        BigDecimal whole = of(count(call.promptTokens()), count(call.completionTokens()));
        return call.share() == null ? whole : whole.multiply(BigDecimal.valueOf(call.share()));
    }

    /** Whether the provider told all that the cost of that call depends on. */
    boolean isKnown(CallRecord call) {
        return !counts(call.charged())
                || ((perMillionPromptTokens.signum() == 0 || call.promptTokens() != null)
                        && (perMillionCompletionTokens.signum() == 0 || call.completionTokens() != null));
    }

    /** Whether a call with that flag costs anything. */
    public boolean counts(Charged charged) {
        return charged == Charged.YES || (charged == Charged.UNKNOWN && countsUnknown);
    }

    private static long count(@Nullable Integer tokens) {
        return tokens == null ? 0 : tokens;
    }
}
