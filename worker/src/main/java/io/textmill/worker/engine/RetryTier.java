package io.textmill.worker.engine;

import java.time.Duration;
import java.time.Instant;

/**
 * How long records of a retry topic wait, at least. One topic for each tier, so that a record which is due in seconds
 * never stands behind one that is due in an hour. The tier only sorts; the due time in the record's header decides.
 */
public enum RetryTier {
    TEN_SECONDS("10s", Duration.ofSeconds(10), Duration.ofSeconds(1)),
    ONE_MINUTE("1m", Duration.ofMinutes(1), Duration.ofSeconds(5)),
    TEN_MINUTES("10m", Duration.ofMinutes(10), Duration.ofSeconds(30)),
    ONE_HOUR("1h", Duration.ofHours(1), Duration.ofMinutes(1));

    private final String label;
    private final Duration wait;

    /** Due times are rounded up to a multiple of this, so that those of a tier are almost in order. */
    private final Duration grain;

    RetryTier(String label, Duration wait, Duration grain) {
        this.label = label;
        this.wait = wait;
        this.grain = grain;
    }

    /** The tier of a wait: the longest that is not longer, or the shortest there is. */
    static RetryTier of(Duration wait) {
        RetryTier tier = TEN_SECONDS;
        for (RetryTier each : values()) {
            tier = each.wait.compareTo(wait) <= 0 ? each : tier;
        }
        return tier;
    }

    /** How long records wait, at least. */
    public Duration delay() {
        return wait;
    }

    /** What the topic's name ends with. */
    public String label() {
        return label;
    }

    /** That time, or up to one grain later; never earlier. */
    Instant roundUp(Instant due) {
        long size = grain.toMillis();
        long millis = due.plusNanos(999_999).toEpochMilli();
        return Instant.ofEpochMilli(Math.ceilDiv(millis, size) * size);
    }
}
