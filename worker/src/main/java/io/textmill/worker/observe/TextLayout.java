package io.textmill.worker.observe;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import java.util.regex.Pattern;

/**
 * One line for each event: time, level, logger, message, then {@code key=value} pairs; a stack trace is the last pair. A
 * value stands in quotes where it would not be read back as one word. Public because {@code logback.xml} names it.
 */
public final class TextLayout extends LayoutBase<ILoggingEvent> {
    private static final Pattern WORD = Pattern.compile("[^\\s\"=\\\\\\p{Cc}\\u2028\\u2029]+");

    @Override
    public String doLayout(ILoggingEvent event) {
        var line = new StringBuilder(200)
                .append(LogFields.time(event))
                .append(' ')
                .append("%-5s".formatted(event.getLevel()))
                .append(' ')
                .append(shortName(event.getLoggerName()))
                .append(' ');
        escape(line, LogFields.shortened(String.valueOf(event.getFormattedMessage()), LogFields.MAX_MESSAGE));
        LogFields.pairs(event).forEach((key, value) -> pair(line, key, String.valueOf(value)));
        if (event.getThrowableProxy() != null) {
            pair(line, "exception", LogFields.exception(event.getThrowableProxy(), " | "));
        }
        return line.append('\n').toString();
    }

    private static void pair(StringBuilder line, String key, String value) {
        line.append(' ').append(key.replaceAll("[^A-Za-z0-9_.-]", "_")).append('=');
        if (WORD.matcher(value).matches()) {
            line.append(value);
            return;
        }
        line.append('"');
        escape(line, value.replace("\\", "\\\\").replace("\"", "\\\""));
        line.append('"');
    }

    /** Appends the text so that nothing in it ends the line or moves a terminal's cursor. */
    private static void escape(StringBuilder line, String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                        line.append("\\u%04x".formatted((int) c));
                    } else {
                        line.append(c);
                    }
                }
            }
        }
    }

    private static String shortName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }
}
