package io.textmill.worker.journal;

import java.util.concurrent.ArrayBlockingQueue;
import org.apache.kafka.common.TopicPartition;

/**
 * Deletes entries of jobs that are done, on a thread of its own: the engine's must never wait for it. What it cannot keep
 * up with is left to the topic's retention.
 */
final class Sweeper implements AutoCloseable {
    private static final int MOST_WAITING = 100_000;

    private final Appender appender;
    private final ArrayBlockingQueue<Leaf> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread;

    /** An entry's place and key. */
    private record Leaf(TopicPartition place, byte[] key) {}

    Sweeper(Appender appender) {
        this.appender = appender;
        this.thread = Thread.ofPlatform().name("journal-sweeper").daemon().unstarted(this::run);
    }

    Sweeper start() {
        thread.start();
        return this;
    }

    /** Has an entry deleted, soon. */
    void delete(TopicPartition place, byte[] key) {
        // Refused when full.
        boolean _ = waiting.offer(new Leaf(place, key));
    }

    /** Deletes what is waiting, then ends. */
    @Override
    public void close() {
        thread.interrupt();
        for (Leaf leaf = waiting.poll(); leaf != null; leaf = waiting.poll()) {
            delete(leaf);
        }
    }

    private void run() {
        try {
            while (true) {
                delete(waiting.take());
            }
        } catch (InterruptedException _) {
            // Told to end.
        }
    }

    private void delete(Leaf leaf) {
        // Whether it was acknowledged is counted there.
        var _ = appender.append(leaf.place(), leaf.key(), null);
    }
}
