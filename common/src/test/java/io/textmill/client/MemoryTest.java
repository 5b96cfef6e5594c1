package io.textmill.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.textmill.contract.JobResult;
import io.textmill.contract.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private static final Duration LONG = Duration.ofSeconds(Long.MAX_VALUE);

    private final Memory memory = new Memory(2);

    @Test
    void aResultThatCameBeforeIsThereAtOnce() throws Exception {
        memory.add(result("a", "1"));

        assertThat(memory.await("a", Duration.ZERO)).contains(result("a", "1"));
    }

    @Test
    void onlyTheLastResultsAreRemembered() throws Exception {
        memory.add(result("a", "1"));
        memory.add(result("b", "1"));
        memory.add(result("c", "1"));

        assertThat(memory.await("a", Duration.ZERO)).isEmpty();
        assertThat(memory.all()).extracting(JobResult::jobId).containsExactly("b", "c");
    }

    @Test
    void theLatestOfSeveralResultsOfOneJobIsFound() throws Exception {
        memory.add(result("a", "1"));
        memory.add(result("a", "2"));
        memory.add(result("b", "1"));

        assertThat(memory.await("a", Duration.ZERO)).contains(result("a", "2"));
        assertThat(memory.all()).containsExactly(result("a", "2"), result("b", "1"));
    }

    @Test
    void everybodyWhoWaitsForAResultGetsIt() throws Exception {
        CompletableFuture<Optional<JobResult>> first = waiting("a");
        CompletableFuture<Optional<JobResult>> second = waiting("a");

        memory.add(result("a", "1"));

        assertThat(first.get()).contains(result("a", "1"));
        assertThat(second.get()).contains(result("a", "1"));
    }

    @Test
    void theEndIsToldToThoseWhoWaitAndThoseWhoComeLater() {
        CompletableFuture<Optional<JobResult>> early = waiting("a");

        memory.end(new IllegalStateException("gone"));

        assertThatThrownBy(early::get).hasRootCauseMessage("gone");
        assertThatThrownBy(() -> memory.await("a", LONG))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no more results are read: gone");
    }

    @Test
    void whatIsRememberedIsStillFoundAfterTheEnd() throws Exception {
        memory.add(result("a", "1"));

        memory.end(new IllegalStateException("gone"));

        assertThat(memory.await("a", LONG)).contains(result("a", "1"));
    }

    @Test
    void aMemoryOfNothingIsRefused() {
        assertThatThrownBy(() -> new Memory(0)).hasMessage("remembered: 0; allowed: at least 1");
    }

    /** Waits on a thread of its own, and returns once that thread really waits. */
    private CompletableFuture<Optional<JobResult>> waiting(String jobId) {
        CompletableFuture<Optional<JobResult>> found = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                found.complete(memory.await(jobId, LONG));
            } catch (InterruptedException | RuntimeException e) {
                found.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return found;
    }

    static JobResult result(String jobId, String summary) {
        Instant at = Instant.parse("2026-11-20T02:14:07Z");
        return new JobResult(
                jobId,
                Task.SUMMARIZE,
                JobResult.Status.SUCCEEDED,
                summary,
                null,
                null,
                null,
                null,
                List.of(),
                1,
                0,
                false,
                null,
                new JobResult.Usage(0, 0, 0, 0, 0, null, null),
                null,
                1,
                new JobResult.Timings(at, at, at, 0, 0),
                "worker-1",
                null,
                null,
                Map.of());
    }
}
