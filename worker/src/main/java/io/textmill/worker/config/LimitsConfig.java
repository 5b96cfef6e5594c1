package io.textmill.worker.config;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How fast a provider may be called, by all workers together but for {@code inFlightPerWorker}. A null is no limit.
 *
 * @param perSecond calls begun a second
 * @param perMinute calls begun a minute
 * @param tokensPerMinute tokens of prompts and answers a minute
 * @param perDay calls a day that are charged or may have been
 * @param inFlight calls at once
 * @param inFlightPerWorker calls of one worker at once
 * @param headroom the part of each rate that is left unused
 * @param allocator how workers divide the limits among themselves
 * @param workers workers in the fleet, for {@link Allocator#STATIC}
 */
public record LimitsConfig(
        @Nullable Double perSecond,
        @Nullable Double perMinute,
        @Nullable Double tokensPerMinute,
        @Nullable PerDay perDay,
        @Nullable Integer inFlight,
        int inFlightPerWorker,
        double headroom,
        Allocator allocator,
        @Nullable Integer workers) {

    /**
     * Calls a day.
     *
     * @param zone where the day begins
     */
    public record PerDay(int calls, ZoneId zone) {}

    /** How workers divide limits. */
    public enum Allocator {
        /** By what waits in their partitions. */
        BACKLOG,
        /** By how many partitions they have. */
        PARTITION,
        /** Evenly, whatever they have. */
        STATIC
    }
}
