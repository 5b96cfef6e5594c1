package io.textmill.sandbox.provider;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Judges calls by an account's limits. Times are passed in; it never waits and reads no clock. Thread-safe.
 *
 * <ul>
 *   <li>Only admitted calls count; a refused one changes nothing.
 *   <li>Tokens count from a call's admission on, and as many as it really uses: nothing is foreseen or settled later.
 *   <li>An admitted call holds its price until it ends, so calls at once cannot overdraw the balance.
 * </ul>
 */
final class Limiter {

    /** Which limit a call ran into. */
    enum Limit {
        RATE,
        TOKENS,
        IN_FLIGHT,
        DAY,
        BALANCE
    }

    /**
     * A call that is not admitted.
     *
     * @param limit what it ran into
     * @param retryAfter when it makes sense to come again; zero when nobody knows
     */
    record Refused(Limit limit, Duration retryAfter) {}

    /**
     * How much of a window is used.
     *
     * @param max calls or tokens it allows
     * @param remaining what is left of them
     * @param reset how long until all are left
     */
    record Standing(int max, long remaining, Duration reset) {}

    private final Limits limits;
    private final ZoneId zone;
    private final List<SlidingWindow> windows = new ArrayList<>();
    private final SlidingWindow tokens;
    private int inFlight;
    private LocalDate day = LocalDate.MIN;
    private int today;
    private BigDecimal balance;

    Limiter(Limits limits, ZoneId zone) {
        this.limits = limits;
        this.zone = zone;
        this.balance = limits.balance();
        this.tokens = new SlidingWindow(limits.tokensPerMinute(), Duration.ofMinutes(1));
        addWindow(limits.perSecond(), Duration.ofSeconds(1));
        addWindow(limits.per10Seconds(), Duration.ofSeconds(10));
        addWindow(limits.perMinute(), Duration.ofSeconds(60));
    }

    /** Admits a call that uses so many tokens, which must be {@link #end ended}, or says why not. */
    synchronized Optional<Refused> admit(Instant now, int tokensUsed) {
        var refused = judge(now, tokensUsed);
        if (refused.isEmpty()) {
            windows.forEach(window -> window.add(now, 1));
            if (countsTokens()) {
                tokens.add(now, tokensUsed);
            }
            inFlight++;
            today++;
            balance = balance.subtract(limits.price());
        }
        return refused;
    }

    /** Ends an admitted call; one that was not charged gets its price back. */
    synchronized void end(boolean charged) {
        inFlight--;
        if (!charged) {
            balance = balance.add(limits.price());
        }
    }

    /** Pays for a call that was not admitted but charged all the same. */
    synchronized void pay() {
        balance = balance.subtract(limits.price());
    }

    /** The money that is left. */
    synchronized BigDecimal balance() {
        return balance;
    }

    /** The longest rate window, if there is one. */
    synchronized Optional<Standing> standing(Instant now) {
        if (windows.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(standing(windows.getLast(), now));
    }

    /** The token window, if there is one. */
    synchronized Optional<Standing> tokenStanding(Instant now) {
        return countsTokens() ? Optional.of(standing(tokens, now)) : Optional.empty();
    }

    private static Standing standing(SlidingWindow window, Instant now) {
        return new Standing(window.max(), window.max() - window.used(now), window.untilEmpty(now));
    }

    private boolean countsTokens() {
        return limits.tokensPerMinute() != Limits.UNLIMITED;
    }

    private Optional<Refused> judge(Instant now, int tokensUsed) {
        if (balance.compareTo(limits.price()) < 0) {
            return Optional.of(new Refused(Limit.BALANCE, Duration.ZERO));
        }
        turnDay(now);
        if (today >= limits.perDay()) {
            var midnight = day.plusDays(1).atStartOfDay(zone).toInstant();
            return Optional.of(new Refused(Limit.DAY, Duration.between(now, midnight)));
        }
        var wait = windows.stream()
                .map(window -> window.untilRoom(now, 1))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        if (wait.isPositive()) {
            return Optional.of(new Refused(Limit.RATE, wait));
        }
        var tokenWait = countsTokens() ? tokens.untilRoom(now, tokensUsed) : Duration.ZERO;
        if (tokenWait.isPositive()) {
            return Optional.of(new Refused(Limit.TOKENS, tokenWait));
        }
        return inFlight < limits.inFlight()
                ? Optional.empty()
                : Optional.of(new Refused(Limit.IN_FLIGHT, Duration.ZERO));
    }

    private void turnDay(Instant now) {
        var current = LocalDate.ofInstant(now, zone);
        if (!current.equals(day)) {
            day = current;
            today = 0;
        }
    }

    private void addWindow(int max, Duration length) {
        if (max != Limits.UNLIMITED) {
            windows.add(new SlidingWindow(max, length));
        }
    }
}
