package io.textmill.worker.engine;

/**
 * What the engine runs for each record. Called on virtual threads, many at once; {@link #giveUp} also on the engine thread,
 * which it must not hold up.
 */
public interface Work {
    /**
     * Does the record's work and says what becomes of it. Anything thrown but an interrupt is a defect; the record is
     * then given up.
     *
     * @throws InterruptedException when the engine stops the work: it lost the partition, or a drain ran out
     */
    Verdict run(Inbound inbound) throws InterruptedException;

    /**
     * Gives a record up that cannot be finished: says what to publish instead of its work's outcome.
     *
     * @param why what went wrong
     * @param detail for a person
     */
    Verdict.Done giveUp(Inbound inbound, Reason why, String detail);

    /** Why the engine gives a record up. */
    enum Reason {
        /** The work threw something: a defect. */
        DEFECT,
        /** A record to publish is larger than its topic takes. */
        TOO_LARGE,
        /** Workers died again and again while they worked on it, at last on nothing else. */
        POISON
    }
}
