package io.textmill.worker;

import io.textmill.worker.engine.Engine;
import io.textmill.worker.engine.EngineObserver;
import io.textmill.worker.observe.EngineGauges;
import io.textmill.worker.observe.Metrics;
import java.time.Duration;

/** Measures what the engine does. */
final class EngineMetrics implements EngineObserver {
    private final Metrics metrics;

    EngineMetrics(Metrics metrics) {
        this.metrics = metrics;
    }

    /** What the engine looks like now. */
    static EngineGauges gauges(Engine engine) {
        return new EngineGauges() {
            @Override
            public int inFlight() {
                return engine.status().inFlight();
            }

            @Override
            public int queued() {
                return engine.status().queued();
            }

            @Override
            public int held() {
                return engine.status().held();
            }

            @Override
            public int openOffsets() {
                return engine.status().open();
            }

            @Override
            public int partitions() {
                return engine.status().assigned();
            }

            @Override
            public int blockedPartitions() {
                return engine.status().blocked().size();
            }
        };
    }

    @Override
    public void committed(int finished, Duration took) {
        metrics.committed(finished, took);
    }

    @Override
    public void notCommitted(boolean outcomeUnknown) {
        metrics.commitFailed(outcomeUnknown ? "reconcile" : "abort");
    }

    @Override
    public void begunRetry(Duration late) {
        metrics.begunRetry(late);
    }
}
