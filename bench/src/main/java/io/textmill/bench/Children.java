package io.textmill.bench;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The processes of one run, stopped last first: at the end, or when this process is told to stop.
 *
 * <p>The shutdown hook is what makes Ctrl-C stop the worker while the sandbox is still there for it.
 */
public final class Children implements AutoCloseable {
    private final Deque<Child> running = new ArrayDeque<>();
    private final Runnable tidy;
    /** Written by whoever closes, read by all. */
    private volatile boolean stopping;

    /**
     * None yet.
     *
     * @param interrupted run before they are stopped because this process was told to stop
     * @param tidy run after they have stopped
     */
    public Children(Runnable interrupted, Runnable tidy) {
        this.tidy = tidy;
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (!stopping) {
                                stopping = true;
                                interrupted.run();
                                close();
                            }
                        },
                        "stop-children"));
    }

    /** Starts one more. */
    public synchronized Child start(Child.Program program) {
        if (stopping) {
            throw new Failed("stopping; " + program.name() + " is not started");
        }
        Child child = Child.start(program);
        running.push(child);
        return child;
    }

    /** Stops that one before the others. */
    public synchronized void stop(Child child) {
        running.remove(child);
        child.close();
    }

    /** Waits until any of them ends. */
    public void awaitAnyEnd() {
        List<CompletableFuture<Void>> ends;
        synchronized (this) {
            ends = running.stream().map(Child::end).toList();
        }
        CompletableFuture.anyOf(ends.toArray(CompletableFuture<?>[]::new)).join();
    }

    /** Whether they are being stopped, so that what they do no longer matters. */
    public boolean stopping() {
        return stopping;
    }

    /** Stops all, and starts none any more. */
    @Override
    public synchronized void close() {
        stopping = true;
        while (!running.isEmpty()) {
            running.pop().close();
        }
        tidy.run();
    }
}
