package io.textmill.client;

import io.textmill.contract.JobResult;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The last results, and who waits for which.
 *
 * <p>All state is guarded by {@code this}. Results are added by the reader's thread; anybody may wait.
 */
@SuppressWarnings("ReferenceEquality") // identity is meant: two results of one job may be equal
final class Memory {
    private final int capacity;
    private final Deque<JobResult> results = new ArrayDeque<>();
    private final Map<String, JobResult> latest = new HashMap<>();
    private final Map<String, List<CompletableFuture<JobResult>>> awaited = new HashMap<>();
    private @Nullable Throwable end;

    Memory(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("remembered: " + capacity + "; allowed: at least 1");
        }
        this.capacity = capacity;
    }

    /** Adds a result and wakes those who wait for it. */
    void add(JobResult result) {
        List<CompletableFuture<JobResult>> waiting;
        synchronized (this) {
            if (results.size() == capacity) {
                forget(results.removeFirst());
            }
            results.addLast(result);
            latest.put(result.jobId(), result);
            waiting = awaited.remove(result.jobId());
        }
        if (waiting != null) {
            waiting.forEach(future -> future.complete(result));
        }
    }

    /** The results in the order in which they came. */
    synchronized List<JobResult> all() {
        return List.copyOf(results);
    }

    /** No more results will come: everybody who waits, now or later, is told why. */
    void end(Throwable why) {
        List<CompletableFuture<JobResult>> waiting;
        synchronized (this) {
            end = why;
            waiting = awaited.values().stream().flatMap(List::stream).toList();
            awaited.clear();
        }
        waiting.forEach(future -> future.completeExceptionally(why));
    }

    /** The result of that job, if it is here or comes in time. */
    Optional<JobResult> await(String jobId, Duration timeout) throws InterruptedException {
        CompletableFuture<JobResult> mine = new CompletableFuture<>();
        synchronized (this) {
            JobResult known = latest.get(jobId);
            if (known != null) {
                return Optional.of(known);
            }
            if (end != null) {
                throw ended(end);
            }
            awaited.computeIfAbsent(jobId, id -> new ArrayList<>()).add(mine);
        }
        try {
            return Optional.of(mine.get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw ended(e.getCause() == null ? e : e.getCause());
        } finally {
            stopWaiting(jobId, mine);
        }
    }

    private synchronized void stopWaiting(String jobId, CompletableFuture<JobResult> mine) {
        List<CompletableFuture<JobResult>> waiting = awaited.get(jobId);
        if (waiting != null && waiting.removeIf(future -> future == mine) && waiting.isEmpty()) {
            awaited.remove(jobId);
        }
    }

    /** A newer result of the same job stays known, even an equal one. */
    private void forget(JobResult oldest) {
        latest.computeIfPresent(oldest.jobId(), (id, known) -> known == oldest ? null : known);
    }

    private static IllegalStateException ended(Throwable why) {
        return new IllegalStateException("no more results are read: " + why.getMessage(), why);
    }
}
