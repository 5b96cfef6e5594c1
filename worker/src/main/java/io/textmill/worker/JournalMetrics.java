package io.textmill.worker;

import io.textmill.worker.journal.JournalObserver;
import io.textmill.worker.observe.Metrics;
import java.time.Duration;

/** Measures what the call journal does. */
final class JournalMetrics implements JournalObserver {
    private final Metrics metrics;

    JournalMetrics(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void appended(int bytes, Duration took) {
        metrics.journalAppended(bytes, took);
    }

    @Override
    public void notAppended() {
        metrics.journalFailed();
    }

    @Override
    public void restored(int entries, Duration took) {
        metrics.journalRestored(took);
    }

    @Override
    public void reused() {
        metrics.journalReused();
    }

    @Override
    public void lost() {
        metrics.journalLost();
    }
}
