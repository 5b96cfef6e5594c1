package io.textmill.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Shows how far the jobs are: a bar that redraws itself on a terminal, a line now and then elsewhere. */
final class Progress {
    private static final int BAR = 30;
    /** Often enough to look alive. */
    private static final Duration REDRAW = Duration.ofMillis(100);
    /** Seldom enough for a log. */
    private static final Duration NEXT_LINE = Duration.ofSeconds(2);

    private final PrintStream out;
    private final boolean terminal;
    private Duration shownAt = Duration.ofDays(-1);
    private int shown = -1;

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Shows the counts, unless it was done a moment ago. */
    void show(int answered, int jobs, int failed, Duration elapsed) {
        if (elapsed.minus(shownAt).compareTo(terminal ? REDRAW : NEXT_LINE) < 0 && answered < jobs) {
            return;
        }
        if (!terminal && answered == shown) {
            return;
        }
        shownAt = elapsed;
        shown = answered;
        out.print(terminal ? "\r" + bar(answered, jobs) + " " : "");
        out.print(line(answered, jobs, failed, elapsed));
        out.print(terminal ? "  " : System.lineSeparator());
        out.flush();
    }

    /** Ends the bar's line. */
    void done() {
        if (terminal && shown >= 0) {
            out.println();
        }
    }

    static String bar(int answered, int jobs) {
        int full = jobs == 0 ? BAR : (int) ((long) BAR * Math.min(answered, jobs) / jobs);
        return "█".repeat(full) + "░".repeat(BAR - full);
    }

    static String line(int answered, int jobs, int failed, Duration elapsed) {
        double seconds = elapsed.toMillis() / 1000.0;
        return String.format(
                Locale.ROOT,
                "%d of %d answered, %d failed, %.1f s, %.0f jobs/s",
                answered,
                jobs,
                failed,
                seconds,
                seconds == 0 ? 0 : answered / seconds);
    }
}
