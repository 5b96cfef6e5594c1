package io.textmill.sandbox.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A {@link NodeProcess} and the handle on it. */
final class NodeChild {
    /** A node answers within two seconds on a machine that has nothing else to do. */
    private static final int READY_SECONDS = 90;

    private final Process process;
    private final Path log;
    private final CompletableFuture<@Nullable String> firstLine = new CompletableFuture<>();

    private NodeChild(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it on this JVM's class path; returns before it answers. */
    static NodeChild start(NodeSettings settings) {
        Path log = settings.dir().resolveSibling("node-" + settings.id() + ".log");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                // Half the time to start; a node has little to do here.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                NodeProcess.class.getName()));
        command.addAll(NodeProcess.arguments(settings));
        try {
            var child = new NodeChild(
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start(),
                    log);
            Thread.ofVirtual().name("node-" + settings.id() + "-output").start(child::readFirstLine);
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a node", e);
        }
    }

    /** Waits until it answers. */
    void awaitReady() {
        try {
            if (!NodeProcess.READY.equals(firstLine.get(READY_SECONDS, TimeUnit.SECONDS))) {
                throw new IllegalStateException("a node ended before it answered; its log is " + log);
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException("no answer within " + READY_SECONDS + " s; the node's log is " + log, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot read what a node says; its log is " + log, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a node starts", e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Ends it as SIGKILL does, and waits until it is gone. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    private void readFirstLine() {
        try {
            firstLine.complete(process.inputReader(StandardCharsets.UTF_8).readLine());
        } catch (IOException e) {
            firstLine.completeExceptionally(e);
        }
    }
}
