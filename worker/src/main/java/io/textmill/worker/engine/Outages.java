package io.textmill.worker.engine;

import java.time.Duration;

/**
 * Whether brokers or group have failed lately, as far as this worker can see. Then partitions change hands though nobody
 * has crashed. Used by the engine thread only.
 */
final class Outages {
    /** For so long after an outage, members still find their way back into the group. */
    private static final Duration AFTERMATH = EngineSettings.MAX_POLL_INTERVAL;

    private final Ticker ticker;
    private boolean any;
    private long last;

    Outages(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Something failed that is not this worker's doing. */
    void seen() {
        any = true;
        last = ticker.now();
    }

    boolean wereSeenLately() {
        return any && ticker.since(last).compareTo(AFTERMATH) < 0;
    }

    /** An observer that also takes note here when brokers do not answer. */
    EngineObserver observing(EngineObserver observer) {
        return new EngineObserver() {
            @Override
            public void committed(int finished, Duration took) {
                observer.committed(finished, took);
            }

            @Override
            public void notCommitted(boolean outcomeUnknown) {
                if (outcomeUnknown) {
                    seen();
                }
                observer.notCommitted(outcomeUnknown);
            }

            @Override
            public void begunRetry(Duration late) {
                observer.begunRetry(late);
            }
        };
    }
}
