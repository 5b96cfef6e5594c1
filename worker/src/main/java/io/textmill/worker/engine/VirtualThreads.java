package io.textmill.worker.engine;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A virtual thread for each record in flight, and the bounded queue in which they leave what came of it. */
final class VirtualThreads implements Hands {
    /** Never full: a thread leaves one completion, and its place counts as taken until that is collected. */
    private final ArrayBlockingQueue<Completion> completions;

    /**
     * Threads.
     *
     * @param most how many can be in flight
     */
    VirtualThreads(int most) {
        this.completions = new ArrayBlockingQueue<>(most);
    }

    @Override
    public Runnable start(PartitionRun run, WorkItem item) {
        var stopped = new AtomicBoolean();
        Thread thread = Thread.ofVirtual()
                .name(item.partition() + "@" + item.source().offset())
                .start(() -> completions.add(new Completion(run, item, item.verdict(stopped::get))));
        return () -> {
            stopped.set(true);
            thread.interrupt();
        };
    }

    @Override
    public @Nullable Completion poll(Duration wait) {
        try {
            return wait.isZero() ? completions.poll() : completions.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody may interrupt the engine thread", e);
        }
    }
}
