package io.textmill.sandbox.provider;

import java.math.BigDecimal;

/**
 * What an account may do. A call over a limit is refused with the vendor's own code and not charged.
 *
 * @param perSecond calls in any second
 * @param per10Seconds calls in any 10 seconds
 * @param perMinute calls in any 60 seconds
 * @param tokensPerMinute tokens in any 60 seconds, of prompts and answers, where the vendor counts them
 * @param inFlight calls at once
 * @param perDay calls in a day of the provider's zone
 * @param balance money in the account at the start
 * @param price of one charged call
 */
public record Limits(
        int perSecond,
        int per10Seconds,
        int perMinute,
        int tokensPerMinute,
        int inFlight,
        int perDay,
        BigDecimal balance,
        BigDecimal price) {

    /** The value of a count that is not limited. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** No limits, and calls that cost nothing. */
    public static final Limits NONE = new Limits(
            UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED, BigDecimal.ZERO, BigDecimal.ZERO);

    /** With at most so many calls in any second, any 10 seconds and any 60 seconds. */
    public Limits withRates(int newPerSecond, int newPer10Seconds, int newPerMinute) {
        return new Limits(
                newPerSecond, newPer10Seconds, newPerMinute, tokensPerMinute, inFlight, perDay, balance, price);
    }

    /** With at most so many tokens in any 60 seconds. */
    public Limits withTokensPerMinute(int newTokensPerMinute) {
        return new Limits(perSecond, per10Seconds, perMinute, newTokensPerMinute, inFlight, perDay, balance, price);
    }

    /** With at most so many calls at once. */
    public Limits withInFlight(int newInFlight) {
        return new Limits(perSecond, per10Seconds, perMinute, tokensPerMinute, newInFlight, perDay, balance, price);
    }

    /** With at most so many calls a day. */
    public Limits withPerDay(int newPerDay) {
        return new Limits(perSecond, per10Seconds, perMinute, tokensPerMinute, inFlight, newPerDay, balance, price);
    }

    /** With that much money in the account and that price of a call. */
    public Limits withBalance(BigDecimal newBalance, BigDecimal newPrice) {
        return new Limits(perSecond, per10Seconds, perMinute, tokensPerMinute, inFlight, perDay, newBalance, newPrice);
    }

    /** With a balance that is enough for so many charged calls. */
    public Limits withBalanceOfCalls(int calls) {
        return withBalance(BigDecimal.valueOf(calls), BigDecimal.ONE);
    }
}
