package io.textmill.worker.config;

import org.slf4j.event.Level;

/**
 * What the log looks like.
 *
 * @param format the form of a line
 * @param level the least level that is written
 */
public record LogConfig(Format format, Level level) {
    /** The form of a line. */
    public enum Format {
        /** Time, level, logger and message, then {@code key=value} pairs. */
        TEXT,
        /** One JSON object. */
        JSON
    }
}
