package io.textmill.worker.engine;

/** What the engine runs for each record. Called on a virtual thread, many at once. */
@FunctionalInterface
public interface Work {
    /**
     * Does the record's work and says what becomes of it. Anything thrown but an interrupt is a defect, and becomes a
     * dead letter with the code {@code internal}.
     *
     * @throws InterruptedException when the engine gives the record up: it lost the partition, or a drain ran out
     */
    Verdict run(Inbound inbound) throws InterruptedException;
}
