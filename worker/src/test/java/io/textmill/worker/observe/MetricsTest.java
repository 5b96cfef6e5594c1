package io.textmill.worker.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.textmill.contract.CallRecord;
import io.textmill.contract.Charged;
import io.textmill.contract.ErrorCode;
import io.textmill.contract.JobResult;
import io.textmill.contract.Task;
import io.textmill.worker.Golden;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Instant PUBLISHED = Instant.parse("2026-11-20T10:00:00Z");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Metrics metrics = new Metrics(registry, "1.2.3");

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void countsJobsByTaskStatusAndErrorCode() {
        metrics.jobEnded(result(null));
        metrics.jobEnded(result(ErrorCode.TOO_MANY_CALLS));
        metrics.jobEnded(result(ErrorCode.TOO_MANY_CALLS));

        assertThat(registry.scrape().lines())
                .contains(
                        "textmill_jobs_total{code=\"none\",status=\"succeeded\",task=\"sentiment\"} 1.0",
                        "textmill_jobs_total{code=\"too_many_calls\",status=\"failed\",task=\"sentiment\"} 2.0",
                        "textmill_job_duration_seconds_sum{status=\"succeeded\",task=\"sentiment\"} 3.0",
                        "textmill_job_queued_seconds_sum{task=\"sentiment\"} 6.0",
                        "textmill_job_duration_seconds_bucket{status=\"succeeded\",task=\"sentiment\",le=\"2.5\"} 0",
                        "textmill_job_duration_seconds_bucket{status=\"succeeded\",task=\"sentiment\",le=\"5.0\"} 1");
    }

    @Test
    void countsCallsWithTheirTimesAndTokens() {
        metrics.called(call("answered", Charged.YES, 100, 7));
        metrics.called(call("uncertain", Charged.UNKNOWN, null, null));
        metrics.spent("juhe", new BigDecimal("0.02"), "CNY");
        metrics.spent("juhe", new BigDecimal("0.02"), "CNY");

        assertThat(registry.scrape().lines())
                .contains(
                        "textmill_calls_total{charged=\"true\",outcome=\"answered\",provider=\"juhe\"} 1.0",
                        "textmill_calls_total{charged=\"unknown\",outcome=\"uncertain\",provider=\"juhe\"} 1.0",
                        "textmill_call_duration_seconds_sum{outcome=\"answered\",provider=\"juhe\"} 1.5",
                        "textmill_call_wait_seconds_sum{provider=\"juhe\"} 0.5",
                        "textmill_tokens_total{kind=\"prompt\",provider=\"juhe\"} 100.0",
                        "textmill_tokens_total{kind=\"completion\",provider=\"juhe\"} 7.0",
                        "textmill_cost_total{currency=\"CNY\",provider=\"juhe\"} 0.04");
    }

    @Test
    void countsCommitsAndTheRecordsTheyFinished() {
        metrics.committed(5, Duration.ofMillis(250));
        metrics.committed(7, Duration.ofMillis(250));
        metrics.commitFailed("abort");

        assertThat(registry.scrape().lines())
                .contains(
                        "textmill_commits_total 2.0",
                        "textmill_committed_records_total 12.0",
                        "textmill_commit_duration_seconds_sum 0.5",
                        "textmill_commit_failures_total{rule=\"abort\"} 1.0");
    }

    @Test
    void readsGaugesAtEachScrape() {
        var calls = new int[] {1};
        metrics.watch(engine());
        metrics.watch("juhe", gauges(() -> calls[0]));
        calls[0] = 4;

        assertThat(registry.scrape().lines())
                .contains(
                        "textmill_jobs_in_flight 1.0",
                        "textmill_jobs_queued 2.0",
                        "textmill_offsets_open 3.0",
                        "textmill_partitions 4.0",
                        "textmill_calls_in_flight{provider=\"juhe\"} 4.0");
    }

    @Test
    void countsATimeThatRanBackwardsAsNone() {
        metrics.committed(1, Duration.ofMillis(-1));

        assertThat(registry.scrape().lines())
                .contains("textmill_commit_duration_seconds_count 1", "textmill_commit_duration_seconds_sum 0.0");
    }

    @Test
    void publishesTheJavaVirtualMachineToo() {
        assertThat(registry.scrape())
                .contains(
                        "jvm_memory_used_bytes{",
                        "jvm_threads_live_threads ",
                        "jvm_gc_memory_allocated_bytes_total ",
                        "process_uptime_seconds ",
                        "system_cpu_count ");
    }

    @Test
    void publishesExactlyTheMetersOfTheCatalogue() {
        useEveryMeter();

        var catalogue = new TreeMap<String, Set<String>>();
        for (var name : MetricName.values()) {
            catalogue.put(name.published(), new TreeSet<>(name.labels()));
        }
        assertThat(published(registry.scrape())).isEqualTo(catalogue);
    }

    @Test
    void theCataloguePageIsWhatTheProgramDeclares() throws IOException {
        var page = new StringBuilder("""
            # Metrics

            `GET /metrics` on the admin port, in Prometheus' text format. This page is generated from the program's own
            declarations. Timers are histograms in seconds (`_bucket`, `_sum`, `_count`) with a gauge of the recent
            maximum (`_max`). Beside these there are the Java virtual machine's `jvm_*`, `process_*` and `system_*`.

            Each worker speaks for itself: sum over workers for the fleet's numbers. A series appears with its first
            event. No label holds anything a job chooses freely.

            | metric | kind | labels | meaning |
            |---|---|---|---|
            """);
        for (var name : MetricName.values()) {
            var labels = name.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
            var kind = name.kind().name().toLowerCase(Locale.ROOT);
            page.append("| `%s` | %s | %s | %s |\n".formatted(name.published(), kind, labels, name.doc()));
        }
        Golden.check("docs/metrics.md", page.toString());
    }

    private void useEveryMeter() {
        metrics.journalAppended(100, Duration.ofMillis(2));
        metrics.journalFailed();
        metrics.journalRestored(Duration.ofMillis(20));
        metrics.journalReused();
        metrics.journalLost();
        metrics.jobEnded(result(null));
        metrics.unknownFields(Task.SUMMARIZE, 2);
        metrics.deadLettered(Task.SUMMARIZE, ErrorCode.INVALID_JSON);
        metrics.called(call("answered", Charged.YES, 1, 1));
        metrics.spent("juhe", BigDecimal.ONE, "CNY");
        metrics.committed(1, Duration.ofMillis(1));
        metrics.commitFailed("reconcile");
        metrics.begunRetry(Duration.ofMillis(20));
        metrics.watch(engine());
        metrics.watch("juhe", gauges(() -> 0));
        metrics.watchCap("day", "CNY", () -> 10, () -> 4, () -> 1);
    }

    /** The names and labels of the worker's own meters in a scrape, a histogram's series taken together. */
    private static Map<String, Set<String>> published(String scrape) {
        var sample = Pattern.compile("(textmill_[a-z_]+?)(?:_bucket|_sum|_count|_max)?(?:\\{(.*)})? \\S+");
        var published = new TreeMap<String, Set<String>>();
        scrape.lines().map(sample::matcher).filter(Matcher::matches).forEach(line -> {
            var labels = line.group(2) == null ? "" : line.group(2);
            published
                    .computeIfAbsent(line.group(1), _ -> new TreeSet<>())
                    .addAll(Arrays.stream(labels.split(","))
                            .map(label -> label.replaceAll("=.*", ""))
                            .filter(label -> !label.isEmpty() && !label.equals("le"))
                            .toList());
        });
        return published;
    }

    private static EngineGauges engine() {
        return new EngineGauges() {
            @Override
            public int inFlight() {
                return 1;
            }

            @Override
            public int queued() {
                return 2;
            }

            @Override
            public int openOffsets() {
                return 3;
            }

            @Override
            public int partitions() {
                return 4;
            }

            @Override
            public int held() {
                return 5;
            }

            @Override
            public int blockedPartitions() {
                return 6;
            }
        };
    }

    private static CallRecord call(
            String outcome, Charged charged, @Nullable Integer promptTokens, @Nullable Integer completionTokens) {
        return new CallRecord(
                "juhe",
                null,
                "G1",
                null,
                null,
                null,
                outcome,
                charged,
                promptTokens,
                completionTokens,
                250,
                1_500,
                null,
                "sentiment.short.zh@1",
                null);
    }

    private static JobResult result(@Nullable ErrorCode code) {
        return new JobResult(
                "j-1",
                Task.SENTIMENT,
                code == null ? JobResult.Status.SUCCEEDED : JobResult.Status.FAILED,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                new JobResult.Usage(0, 0, 0, 0, 0, null, null),
                code == null ? null : new JobResult.Failure(code, "m"),
                1,
                new JobResult.Timings(PUBLISHED, PUBLISHED.plusSeconds(2), PUBLISHED.plusSeconds(5), 2_000, 5_000),
                "w",
                null,
                null,
                Map.of());
    }

    private static ProviderGauges gauges(IntSupplier inFlight) {
        return new ProviderGauges() {
            @Override
            public int inFlight() {
                return inFlight.getAsInt();
            }

            @Override
            public int waiting() {
                return 3;
            }

            @Override
            public int circuit() {
                return 0;
            }

            @Override
            public double share() {
                return 0.25;
            }

            @Override
            public double speed() {
                return 1;
            }
        };
    }
}
