package io.textmill.worker.observe;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What both forms of the log take from an event. */
final class LogFields {
    /** Far above any honest value, and far below a text that should not be in the log at all. */
    static final int MAX_VALUE = 1_000;

    static final int MAX_MESSAGE = 8_000;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private LogFields() {}

    static String time(ILoggingEvent event) {
        return TIME.format(event.getInstant());
    }

    /** The event's own pairs, then the thread's context; of equal keys the event's own wins. */
    static Map<String, Object> pairs(ILoggingEvent event) {
        var pairs = new LinkedHashMap<String, Object>();
        var own = event.getKeyValuePairs();
        if (own != null) {
            own.forEach(pair -> pairs.put(pair.key, value(pair.value)));
        }
        event.getMDCPropertyMap().forEach((key, value) -> pairs.putIfAbsent(key, value(value)));
        return pairs;
    }

    static String exception(IThrowableProxy thrown, String separator) {
        return shortened(String.join(separator, StackTrace.of(thrown)), MAX_MESSAGE);
    }

    /** The text, shortened to so many UTF-16 units. */
    static String shortened(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max) + "…(" + (text.length() - max) + " more)";
    }

    /** A number or a boolean as it is, anything else as text. */
    private static Object value(@Nullable Object value) {
        if (value instanceof Boolean || value instanceof Integer || value instanceof Long) {
            return value;
        }
        try {
            return shortened(String.valueOf(value), MAX_VALUE);
        } catch (RuntimeException e) {
            return "(toString failed: " + e.getClass().getName() + ")";
        }
    }
}
