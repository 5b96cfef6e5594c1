package io.textmill.worker.quota;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a provider allows one account and model: the whole fleet together, but for the last one. A null is no limit.
 *
 * @param perSecond calls begun a second
 * @param perMinute calls begun a minute
 * @param tokensPerMinute tokens a minute, prompts and answers together
 * @param inFlight calls at once
 * @param inFlightPerWorker calls of one worker at once
 * @param headroom the part of each rate that is left unused, for what clocks, networks and readings differ by; 0 to 1
 */
public record Limits(
        @Nullable Double perSecond,
        @Nullable Double perMinute,
        @Nullable Double tokensPerMinute,
        @Nullable Integer inFlight,
        int inFlightPerWorker,
        double headroom) {

    /** Limits of one worker alone, without headroom. */
    public static Limits ofOneWorker(@Nullable Double perSecond, int inFlight) {
        return new Limits(perSecond, null, null, null, inFlight, 0);
    }

    /** Whether there is anything that workers have to divide. */
    public boolean areShared() {
        return perSecond != null || perMinute != null || tokensPerMinute != null || inFlight != null;
    }

    /** Calls a second that are made at most, headroom taken off; infinite without a limit. */
    public double pace() {
        double second = perSecond == null ? Double.POSITIVE_INFINITY : perSecond;
        double minute = perMinute == null ? Double.POSITIVE_INFINITY : perMinute / 60;
        return (1 - headroom) * Math.min(second, minute);
    }

    /**
     * How late a call may be sent: a fifth of a second where limits are of minutes. A limit of a second is broken by calls
     * that are late by more than its headroom and those after them that are not; half of that is left for the way to the
     * provider.
     */
    Duration grace() {
        if (perSecond == null) {
            return Duration.ofMillis(200);
        }
        return Duration.ofMillis(Math.max(5, Math.min(200, Math.round(500 * headroom))));
    }

    /** Tokens a minute that are used at most, headroom taken off; infinite without a limit. */
    public double tokens() {
        return tokensPerMinute == null ? Double.POSITIVE_INFINITY : (1 - headroom) * tokensPerMinute;
    }
}
