package io.textmill.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkerLogTest {
    @Test
    void readsPartingsAndCommitsAndLeavesTheRest() {
        WorkerLog log = parse("""
            2026-11-20T12:24:23.480Z INFO  [Engine] assigned | partitions="[jobs-0, jobs-1]"
            2026-11-20T12:24:24.500Z INFO  [Commits] committed | finished="3" took="20"
            2026-11-20T12:24:25.000Z INFO  [Commits] outcome unknown |\s
            2026-11-20T12:24:25.001Z WARN  [GroupCommit] transaction not committed | outcomeUnknown="true"
            2026-11-20T12:24:25.199Z WARN  [GroupCommit] transaction not committed | reason="CommitFailedException: no"
            2026-11-20T12:24:25.200Z INFO  [Commits] not committed |\s
            2026-11-20T12:24:26.000Z INFO  [Engine] revoked | partitions="[jobs-1]"
            2026-11-20T12:24:27.000Z WARN  [Engine] lost | partitions="[jobs-0]"
            java.lang.IllegalStateException: a line of a stack trace\
            """);

        assertThat(log.assignments()).isEqualTo(1);
        assertThat(log.commits())
                .containsExactly(new WorkerLog.Commit(
                        Instant.parse("2026-11-20T12:24:24.480Z"), Instant.parse("2026-11-20T12:24:24.500Z")));
        assertThat(log.unknown()).isEqualTo(1);
        assertThat(log.aborted()).isEqualTo(1);
        assertThat(log.refusals()).containsExactly(Instant.parse("2026-11-20T12:24:25.199Z"));
        assertThat(log.partings())
                .containsExactly(
                        new WorkerLog.Parting(Instant.parse("2026-11-20T12:24:26Z"), false, Set.of("jobs-1")),
                        new WorkerLog.Parting(Instant.parse("2026-11-20T12:24:27Z"), true, Set.of("jobs-0")));
    }

    private static WorkerLog parse(String text) {
        return WorkerLog.parse(Arrays.asList(text.split("\n", -1)));
    }
}
