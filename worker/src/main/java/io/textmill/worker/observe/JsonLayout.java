package io.textmill.worker.observe;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One JSON object a line: {@code time}, {@code level}, {@code logger}, {@code message}, each pair as a field of its own,
 * {@code exception}. Logback's own encoder puts the pairs into a list of objects, which no log store can search.
 */
final class JsonLayout extends LayoutBase<ILoggingEvent> {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Valid in JSON as they are, but line ends or control characters to some readers. */
    private static final Pattern UNSAFE = Pattern.compile("[\\u007f-\\u009f\\u2028\\u2029]");

    @Override
    public String doLayout(ILoggingEvent event) {
        var line = JSON.createObjectNode()
                .put("time", LogFields.time(event))
                .put("level", event.getLevel().toString())
                .put("logger", event.getLoggerName())
                .put(
                        "message",
                        LogFields.shortened(String.valueOf(event.getFormattedMessage()), LogFields.MAX_MESSAGE));
        LogFields.pairs(event).forEach((key, value) -> put(line, free(line, key), value));
        if (event.getThrowableProxy() != null) {
            line.put(free(line, "exception"), LogFields.exception(event.getThrowableProxy(), "\n"));
        }
        return UNSAFE.matcher(JSON.writeValueAsString(line))
                        .replaceAll(match ->
                                "\\\\u%04x".formatted((int) match.group().charAt(0)))
                + "\n";
    }

    /** The key itself, or with underscores behind it where the line has that field. */
    private static String free(ObjectNode line, String key) {
        var free = key;
        while (line.has(free)) {
            free += "_";
        }
        return free;
    }

    private static void put(ObjectNode line, String key, Object value) {
        switch (value) {
            case Boolean flag -> line.put(key, flag);
            case Integer number -> line.put(key, number);
            case Long number -> line.put(key, number);
            default -> line.put(key, String.valueOf(value));
        }
    }
}
