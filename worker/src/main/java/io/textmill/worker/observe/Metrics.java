package io.textmill.worker.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.textmill.contract.CallRecord;
import io.textmill.contract.ErrorCode;
import io.textmill.contract.JobResult;
import io.textmill.contract.Task;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the worker counts and measures. Safe for use by many threads, and never a reason for work to fail: no method
 * throws for any value.
 */
public final class Metrics implements AutoCloseable {
    /** From a cached answer to the slowest provider's timeout, and a job of many calls. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(2),
        Duration.ofMinutes(10),
        Duration.ofHours(1)
    };

    private final MeterRegistry registry;
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

    /** Metrics in that registry, the Java virtual machine's own included. */
    public Metrics(MeterRegistry registry, String version) {
        this.registry = registry;
        gauge(MetricName.BUILD, () -> 1, version);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
    }

    /** A job ended. */
    public void jobEnded(JobResult result) {
        var task = result.task().wireName();
        var status = result.status().wireName();
        var error = result.error();
        var timings = result.timings();
        count(
                MetricName.JOBS,
                1,
                task,
                status,
                error == null ? "none" : error.code().wireName());
        time(MetricName.JOB_DURATION, Duration.between(timings.startedAt(), timings.finishedAt()), task, status);
        time(MetricName.JOB_QUEUED, Duration.ofMillis(timings.queuedMs()), task);
    }

    /** A job had fields that this version does not know. */
    public void unknownFields(Task task, int fields) {
        count(MetricName.UNKNOWN_FIELDS, fields, task.wireName());
    }

    /** A record was dead-lettered. */
    public void deadLettered(Task task, ErrorCode code) {
        count(MetricName.DEAD_LETTERS, 1, task.wireName(), code.wireName());
    }

    /** A provider was called; a share of a call counts as such. */
    public void called(CallRecord call) {
        var provider = call.provider();
        count(
                MetricName.CALLS,
                call.share() == null ? 1 : call.share(),
                provider,
                call.outcome(),
                String.valueOf(call.charged().wire()));
        time(MetricName.CALL_DURATION, Duration.ofMillis(call.calledMs()), provider, call.outcome());
        time(MetricName.CALL_WAIT, Duration.ofMillis(call.waitedMs()), provider);
        tokens(provider, "prompt", call.promptTokens());
        tokens(provider, "completion", call.completionTokens());
    }

    /** A call that was charged, or may have been, has this price. */
    public void spent(String provider, BigDecimal amount, String currency) {
        count(MetricName.COST, amount.doubleValue(), provider, currency);
    }

    /** A transaction was committed that finished so many input records. */
    public void committed(int records, Duration took) {
        count(MetricName.COMMITS, 1);
        count(MetricName.COMMITTED_RECORDS, records);
        time(MetricName.COMMIT_DURATION, took);
    }

    /** A transaction failed, and this is done about it: {@code abort} or {@code reconcile}. */
    public void commitFailed(String rule) {
        count(MetricName.COMMIT_FAILURES, 1, rule);
    }

    /** A retry began, so long after it was due. */
    public void begunRetry(Duration late) {
        time(MetricName.RETRY_LATENESS, late);
    }

    /** An entry of the journal was acknowledged. */
    public void journalAppended(int bytes, Duration took) {
        time(MetricName.JOURNAL_APPENDS, took);
        count(MetricName.JOURNAL_BYTES, bytes);
    }

    /** An entry of the journal was not acknowledged in time. */
    public void journalFailed() {
        count(MetricName.JOURNAL_FAILURES, 1);
    }

    /** Partitions waited so long for their journal. */
    public void journalRestored(Duration took) {
        time(MetricName.JOURNAL_RESTORE, took);
    }

    /** An answer was taken from the journal. */
    public void journalReused() {
        count(MetricName.JOURNAL_REUSED, 1);
    }

    /** A call was found whose end nobody has heard. */
    public void journalLost() {
        count(MetricName.JOURNAL_LOST, 1);
    }

    /** Reads the engine at each scrape from now on. */
    public void watch(EngineGauges engine) {
        gauge(MetricName.JOBS_IN_FLIGHT, engine::inFlight);
        gauge(MetricName.JOBS_QUEUED, engine::queued);
        gauge(MetricName.JOBS_HELD, engine::held);
        gauge(MetricName.OFFSETS_OPEN, engine::openOffsets);
        gauge(MetricName.PARTITIONS, engine::partitions);
        gauge(MetricName.PARTITIONS_BLOCKED, engine::blockedPartitions);
    }

    /** Reads how that provider is called, at each scrape from now on. */
    public void watch(String provider, ProviderGauges gauges) {
        gauge(MetricName.CALLS_IN_FLIGHT, gauges::inFlight, provider);
        gauge(MetricName.CALLS_WAITING, gauges::waiting, provider);
        gauge(MetricName.CIRCUIT, gauges::circuit, provider);
        gauge(MetricName.QUOTA_SHARE, gauges::share, provider);
        gauge(MetricName.QUOTA_SPEED, gauges::speed, provider);
    }

    /**
     * Reads a cap at each scrape from now on.
     *
     * @param limit what may be spent in a window
     * @param used what all workers have leased of the window and not returned
     * @param leased what this worker has leased of it and not spent
     */
    public void watchCap(String cap, String unit, DoubleSupplier limit, DoubleSupplier used, DoubleSupplier leased) {
        gauge(MetricName.SPEND_LIMIT, limit, cap, unit);
        gauge(MetricName.SPEND_USED, used, cap, unit);
        gauge(MetricName.SPEND_LEASED, leased, cap, unit);
    }

    @Override
    public void close() {
        garbageCollection.close();
    }

    private void tokens(String provider, String kind, @Nullable Integer tokens) {
        if (tokens != null) {
            count(MetricName.TOKENS, tokens, provider, kind);
        }
    }

    private void count(MetricName name, double amount, String... labels) {
        if (amount > 0) {
            Counter.builder(name.dotted())
                    .description(name.doc())
                    .tags(tags(name, labels))
                    .register(registry)
                    .increment(amount);
        }
    }

    private void time(MetricName name, Duration duration, String... labels) {
        // A clock that was set back gives a negative time, which a timer would drop: the count must still be right.
        Timer.builder(name.dotted())
                .description(name.doc())
                .tags(tags(name, labels))
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(duration.isNegative() ? Duration.ZERO : duration);
    }

    private void gauge(MetricName name, DoubleSupplier value, String... labels) {
        Gauge.builder(name.dotted(), value, DoubleSupplier::getAsDouble)
                .description(name.doc())
                .tags(tags(name, labels))
                .strongReference(true)
                .register(registry);
    }

    private static Tags tags(MetricName name, String... values) {
        var tags = new ArrayList<Tag>();
        for (var i = 0; i < values.length; i++) {
            tags.add(Tag.of(name.labels().get(i), values[i]));
        }
        return Tags.of(tags);
    }
}
