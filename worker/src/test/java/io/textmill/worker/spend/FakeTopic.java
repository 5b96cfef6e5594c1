package io.textmill.worker.spend;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The budget topic in memory: every log that is opened reads it from its beginning. */
final class FakeTopic {
    private final List<BudgetRecord> records = new ArrayList<>();

    /** Thrown by the next openings and readings, one after the other. */
    final ConcurrentLinkedQueue<Supplier<? extends Throwable>> openings = new ConcurrentLinkedQueue<>();

    final ConcurrentLinkedQueue<Supplier<? extends Throwable>> readings = new ConcurrentLinkedQueue<>();

    /** Whether nothing that is written arrives. */
    volatile boolean silent;

    /** So many records can be read now. */
    volatile int visible = Integer.MAX_VALUE;

    BudgetLog open() {
        fail(openings);
        return new Log();
    }

    synchronized void add(List<BudgetRecord> more) {
        records.addAll(more);
    }

    private synchronized List<BudgetRecord> from(int position) {
        int to = Math.min(records.size(), visible);
        return position < to ? List.copyOf(records.subList(position, to)) : List.of();
    }

    private synchronized int size() {
        return records.size();
    }

    private static void fail(ConcurrentLinkedQueue<Supplier<? extends Throwable>> failures) {
        Supplier<? extends Throwable> failure = failures.poll();
        switch (failure == null ? null : failure.get()) {
            case null -> {}
            case Error error -> throw error;
            case RuntimeException failed -> throw failed;
            case Throwable other -> throw new AssertionError(other);
        }
    }

    private final class Log implements BudgetLog {
        private final Semaphore news = new Semaphore(0);
        private final int end = size();
        private int position;
        private volatile boolean closed;

        @Override
        public List<BudgetRecord> read() {
            if (closed) {
                throw new IllegalStateException("this consumer has already been closed");
            }
            fail(readings);
            try {
                var _ = news.tryAcquire(10, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            List<BudgetRecord> read = from(position);
            position += read.size();
            return read;
        }

        @Override
        public boolean isRead() {
            return position >= end;
        }

        @Override
        public void append(List<BudgetRecord> more) {
            if (!silent) {
                add(more);
            }
        }

        @Override
        public List<BudgetRecord> unwritten() {
            return new ArrayList<>();
        }

        @Override
        public void wake() {
            news.release();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
