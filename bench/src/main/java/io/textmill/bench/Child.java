package io.textmill.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A process that ends with this one.
 *
 * <ul>
 *   <li>Ctrl-C, which a terminal sends to all of its processes, does not reach it: it is stopped in its turn.
 *   <li>A guard, a shell that waits on a pipe from this process, stops it when this process dies without a word.
 *   <li>The first line on standard output of a program that announces itself can be awaited; all else goes to its log.
 * </ul>
 */
public final class Child implements AutoCloseable {
    /** Ignored signals stay ignored in what a shell becomes by {@code exec}, and a JVM leaves such a signal alone. */
    private static final String WITHOUT_INTERRUPT = "trap '' INT; exec \"$@\"";
    /** Ends when the pipe closes; a process that is gone already makes it end at once. */
    private static final String GUARD = """
        trap '' INT HUP
        cat >/dev/null
        kill -TERM "$1" 2>/dev/null || exit 0
        left=20
        while [ $left -gt 0 ] && kill -0 "$1" 2>/dev/null; do sleep 1; left=$((left - 1)); done
        kill -KILL "$1" 2>/dev/null
        exit 0
        """;

    private static final Duration KILLED = Duration.ofSeconds(5);
    private static final int TAIL_LINES = 15;

    private final String name;
    private final Path log;
    private final Duration grace;
    private final Process process;
    private final Process guard;
    private final CompletableFuture<@Nullable String> firstLine = new CompletableFuture<>();

    private Child(Program program, Process process, Process guard) {
        this.name = program.name();
        this.log = program.log();
        this.grace = program.grace();
        this.process = process;
        this.guard = guard;
    }

    /**
     * What to run.
     *
     * @param name for messages
     * @param command program and arguments
     * @param announces whether standard output is one line for us, instead of going to the log
     * @param log takes standard error
     * @param grace how long it may take to stop before it is killed
     */
    public record Program(String name, List<String> command, boolean announces, Path log, Duration grace) {
        public Program {
            command = List.copyOf(command);
        }
    }

    public static Child start(Program program) {
        try {
            var command = new ArrayList<>(List.of("sh", "-c", WITHOUT_INTERRUPT, "sh"));
            command.addAll(program.command());
            var toLog = ProcessBuilder.Redirect.appendTo(program.log().toFile());
            Process process = new ProcessBuilder(command)
                    .redirectOutput(program.announces() ? ProcessBuilder.Redirect.PIPE : toLog)
                    .redirectError(toLog)
                    .start();
            Process guard = new ProcessBuilder("sh", "-c", GUARD, "sh", Long.toString(process.pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var child = new Child(program, process, guard);
            // Not a virtual thread: a read from a pipe holds its carrier, and a few of those stop all others.
            Thread.ofPlatform().daemon().name(program.name() + "-output").start(child::readOutput);
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + program.name(), e);
        }
    }

    /** The first line that it prints, waited for at most that long. */
    public String firstLine(Duration patience) {
        try {
            String line = firstLine.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (line != null) {
                return line;
            }
            throw new Failed(name + " ended before it was ready" + tail());
        } catch (TimeoutException e) {
            throw new Failed(name + " was not ready within " + patience.toSeconds() + " s" + tail(), e);
        } catch (ExecutionException e) {
            throw new Failed("cannot read what " + name + " says" + tail(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed("interrupted while waiting for " + name, e);
        }
    }

    /** Throws {@link Failed} with the end of its log when it is gone. */
    public void mustBeAlive() {
        if (!process.isAlive()) {
            throw new Failed(name + " ended with status " + process.exitValue() + tail());
        }
    }

    public long pid() {
        return process.pid();
    }

    /** Done when it has ended. */
    public CompletableFuture<Void> end() {
        return process.onExit().thenAccept(_ -> {});
    }

    /** Asks it to end, as SIGTERM does. */
    public void terminate() {
        process.destroy();
    }

    /** Ends it as SIGKILL does, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Asks it to end, waits for its grace, then kills it. May be called again. */
    @Override
    public void close() {
        process.destroy();
        if (!ended(process, grace)) {
            process.destroyForcibly();
            ended(process, KILLED);
        }
        guard.destroyForcibly();
    }

    private static boolean ended(Process process, Duration within) {
        try {
            return process.waitFor(within);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Nothing comes after the first line; if something does, it must not fill the pipe. */
    private void readOutput() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            firstLine.complete(output.readLine());
            output.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            firstLine.completeExceptionally(e);
        }
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            List<String> last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
            return "; its log " + log + " ends with:\n  " + String.join("\n  ", last);
        } catch (IOException e) {
            return "; its log is " + log;
        }
    }
}
