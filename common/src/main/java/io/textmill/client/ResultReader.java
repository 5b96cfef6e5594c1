package io.textmill.client;

import io.textmill.contract.JobResult;
import io.textmill.contract.ResultCodec;
import io.textmill.contract.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads results.
 *
 * <ul>
 *   <li>Only committed results are seen ({@code isolation.level=read_committed}), each exactly once.
 *   <li>All partitions of the results topics of all tasks are read, without a consumer group: every reader sees every
 *       result. Partitions and topics that appear later are found after {@code metadata.max.age.ms} at most.
 *   <li>Once the constructor has returned, no result after its start is missed: publish afterwards.
 *   <li>The last results are remembered, 10,000 unless told otherwise; older ones are forgotten.
 *   <li>A record that is no result is skipped and counted.
 *   <li>Safe for use by many threads. One daemon thread reads.
 * </ul>
 */
public final class ResultReader implements AutoCloseable {
    /** How many results are remembered unless told otherwise. */
    public static final int DEFAULT_REMEMBERED = 10_000;

    /** How long a new listener or a close may wait for the reading thread. */
    private static final Duration POLL = Duration.ofMillis(100);

    private final ResultPartitions partitions;
    private final Memory memory;
    private final Thread thread;
    private final AtomicLong skipped = new AtomicLong();

    /** Listeners that have not been told what is remembered; written by anybody, read by the reading thread. */
    private final Queue<Listener> newListeners = new ConcurrentLinkedQueue<>();

    /** Used by the reading thread only. */
    private final List<Listener> listeners = new ArrayList<>();

    /** Written by anybody, read by the reading thread. */
    private volatile boolean closed;

    /** Reads the topics under the usual prefix and remembers the usual number of results. */
    public ResultReader(Map<String, ?> kafka, Start start) {
        this(kafka, Topics.DEFAULT, start, DEFAULT_REMEMBERED);
    }

    /**
     * Finds where to start, then begins to read.
     *
     * @param kafka properties of a Kafka consumer, at least {@code bootstrap.servers}; deserializers, isolation level and
     *     group are this class's own
     * @param topics where the results are
     * @param start which results to begin with
     * @param remembered how many results to remember, at least 1
     * @throws IllegalStateException when there is no results topic at all
     */
    public ResultReader(Map<String, ?> kafka, Topics topics, Start start, int remembered) {
        this.memory = new Memory(remembered);
        this.partitions = ResultPartitions.open(kafka, topics, start);
        this.thread = new Thread(this::read, "textmill-results");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * The result of that job: one that is remembered, or else the next that comes. Of several with the same jobId, the
     * latest that has come.
     *
     * @return empty when the time is up
     * @throws IllegalStateException when the reader was closed, or could not go on
     */
    public Optional<JobResult> await(String jobId, Duration timeout) throws InterruptedException {
        return memory.await(jobId, timeout);
    }

    /**
     * Tells that listener every result, first those that are remembered, then each one that comes; none twice. Results of
     * one partition come in their order there.
     *
     * <p>Called on the reading thread, one result at a time: a slow listener holds up everybody. What a listener throws
     * goes to the thread's uncaught exception handler, and reading goes on.
     *
     * @return ends it; who listens as long as the reader reads need not keep it
     */
    public Subscription onResult(Consumer<JobResult> listener) {
        Listener added = new Listener(listener);
        newListeners.add(added);
        return added;
    }

    /** How many records were no results. */
    public long skipped() {
        return skipped.get();
    }

    /** Stops reading. Who waits for a result is told so. */
    @Override
    public void close() {
        closed = true;
        partitions.wakeUp();
        if (Thread.currentThread().equals(thread)) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (partitions) {
            while (!closed) {
                poll();
            }
            memory.end(new IllegalStateException("the reader is closed"));
        } catch (WakeupException e) {
            memory.end(new IllegalStateException("the reader is closed"));
        } catch (RuntimeException e) {
            memory.end(e);
        }
    }

    private void poll() {
        introduceNewListeners();
        try {
            for (ConsumerRecord<byte[], byte[]> resultRecord : partitions.poll(POLL)) {
                accept(resultRecord.value());
            }
        } catch (RetriableException e) {
            // The client tries again by itself at the next poll.
        }
    }

    private void introduceNewListeners() {
        listeners.removeIf(listener -> listener.ended);
        for (Listener listener = newListeners.poll(); listener != null; listener = newListeners.poll()) {
            for (JobResult result : memory.all()) {
                tell(listener, result);
            }
            listeners.add(listener);
        }
    }

    private void accept(byte[] value) {
        JobResult result;
        try {
            result = ResultCodec.decode(value);
        } catch (IllegalArgumentException e) {
            skipped.incrementAndGet();
            return;
        }
        memory.add(result);
        listeners.forEach(listener -> tell(listener, result));
    }

    private void tell(Listener listener, JobResult result) {
        if (listener.ended) {
            return;
        }
        try {
            listener.told.accept(result);
        } catch (RuntimeException e) {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    private static final class Listener implements Subscription {
        private final Consumer<JobResult> told;
        /** Written by anybody, read by the reading thread. */
        private volatile boolean ended;

        Listener(Consumer<JobResult> told) {
            this.told = told;
        }

        @Override
        public void close() {
            ended = true;
        }
    }
}
