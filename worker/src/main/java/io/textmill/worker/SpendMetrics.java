package io.textmill.worker;

import io.textmill.worker.observe.Metrics;
import io.textmill.worker.spend.Cap;
import io.textmill.worker.spend.Leases;

/** Shows what is left of caps. */
final class SpendMetrics {
    private SpendMetrics() {}

    /** Reads that cap at each scrape from now on. */
    static void watch(Metrics metrics, Cap cap, Leases leases) {
        metrics.watchCap(
                cap.name(),
                cap.most().unit(),
                () -> cap.most().amount().doubleValue(),
                () -> leases.held(cap).doubleValue(),
                () -> leases.unspent(cap).doubleValue());
    }
}
