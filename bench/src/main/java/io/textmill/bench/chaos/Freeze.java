package io.textmill.bench.chaos;

import io.textmill.bench.Failed;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A process that was stopped by SIGSTOP; it goes on when this is closed, or when this process dies. */
final class Freeze implements AutoCloseable {
    /** A shell that waits on a pipe from this process, so that nothing stays frozen for ever. */
    private static final String SCRIPT = """
        trap '' INT HUP
        kill -STOP "$1" || exit 1
        echo frozen
        cat >/dev/null
        kill -CONT "$1"
        """;

    private final Process shell;

    private Freeze(Process shell) {
        this.shell = shell;
    }

    /** Stops that process; returns when it is stopped. */
    static Freeze of(long pid) {
        try {
            Process shell = new ProcessBuilder("sh", "-c", SCRIPT, "sh", Long.toString(pid))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (shell.getInputStream().read() < 0) {
                throw new Failed("process " + pid + " cannot be frozen: it is gone");
            }
            return new Freeze(shell);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot freeze process " + pid, e);
        }
    }

    /** Lets it go on; returns when it does. */
    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
            shell.onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
