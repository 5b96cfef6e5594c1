package io.textmill.worker.observe;

import ch.qos.logback.classic.spi.IThrowableProxy;
import java.util.ArrayList;
import java.util.List;

/** The gist of a stack trace: every cause with its own topmost frames, so that a bound never hides the root. */
final class StackTrace {
    private static final int MAX_CAUSES = 6;
    private static final int MAX_FRAMES = 10;

    private StackTrace() {}

    static List<String> of(IThrowableProxy thrown) {
        var lines = new ArrayList<String>();
        var prefix = "";
        var cause = thrown;
        for (var depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            lines.add(prefix + title(cause));
            frames(cause, lines);
            for (var suppressed : cause.getSuppressed()) {
                lines.add("suppressed " + title(suppressed));
            }
            prefix = "caused by ";
            cause = cause.getCause();
        }
        return lines;
    }

    private static String title(IThrowableProxy thrown) {
        var message = thrown.getMessage();
        var text = message == null ? "" : ": " + LogFields.shortened(message, LogFields.MAX_VALUE);
        return thrown.getClassName() + text;
    }

    private static void frames(IThrowableProxy thrown, List<String> lines) {
        var frames = thrown.getStackTraceElementProxyArray();
        // At least the place itself: a cause that was made in the same method shares all of its frames.
        var own = Math.max(1, frames.length - thrown.getCommonFrames());
        for (var i = 0; i < Math.min(frames.length, Math.min(own, MAX_FRAMES)); i++) {
            lines.add("at " + frames[i].getStackTraceElement());
        }
        if (own > MAX_FRAMES) {
            lines.add("… " + (own - MAX_FRAMES) + " more");
        }
    }
}
