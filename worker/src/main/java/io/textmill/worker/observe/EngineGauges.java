package io.textmill.worker.observe;

/** What the metrics read from the engine at each scrape. Called from any thread; answers at once. */
public interface EngineGauges {
    /** Jobs that run now. */
    int inFlight();

    /** Records that were read and wait for a free place. */
    int queued();

    /** Jobs that wait here until their next attempt is due. */
    int held();

    /** Offsets that were read and are not committed as done. */
    int openOffsets();

    /** Partitions that this worker owns. */
    int partitions();

    /** Partitions from which nothing is read because what is committed for them cannot be trusted. */
    int blockedPartitions();
}
