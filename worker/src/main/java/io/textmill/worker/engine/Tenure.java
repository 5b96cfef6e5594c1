package io.textmill.worker.engine;

/**
 * Who has a partition, and how those before have ended; committed beside its offset. Finds the record that kills the
 * process, which never gets as far as to be counted otherwise. Pure.
 *
 * @param owner the engine that took the partition over; 0 for none
 * @param isClean whether the owner has given it up in order
 * @param crashes how many owners ended otherwise since the base last moved
 * @param isAlone whether the record at the base runs, and nothing else in that process
 * @param crashesAlone how many of those crashes happened then
 */
record Tenure(int owner, boolean isClean, int crashes, boolean isAlone, int crashesAlone) {
    /** Nobody has had it. */
    static final Tenure NONE = new Tenure(0, true, 0, false, 0);

    /** So many owners may die before the record at the base comes under suspicion. */
    private static final int CRASHES_UNSUSPECTED = 2;

    /** So many owners may die of a record that runs alone before it is given up. */
    private static final int CRASHES_ALONE = 2;

    /** What to make of the record at the base. */
    enum Suspicion {
        /** Nothing. */
        NONE,
        /** It may be what kills the process: to be run alone. */
        SUSPECTED,
        /** It is: to be given up. */
        CONVICTED
    }

    /**
     * The next owner takes over.
     *
     * @param next who
     * @param outage whether it saw brokers or group fail lately: then the last owner may have lost the partition alive
     */
    Tenure takenOverBy(int next, boolean outage) {
        boolean crashed = !isClean && owner != next && !outage;
        return new Tenure(next, false, crashes + (crashed ? 1 : 0), false, crashesAlone + (crashed && isAlone ? 1 : 0));
    }

    /** The base has moved: whatever stood there is innocent. */
    Tenure withProgress() {
        return new Tenure(owner, isClean, 0, false, 0);
    }

    /** The owner gives the partition up in order. */
    Tenure left() {
        return new Tenure(owner, true, crashes, false, crashesAlone);
    }

    /** The record at the base is about to run alone, or is no longer. */
    Tenure alone(boolean alone) {
        return new Tenure(owner, isClean, crashes, alone, crashesAlone);
    }

    Suspicion suspicion() {
        if (crashesAlone >= CRASHES_ALONE) {
            return Suspicion.CONVICTED;
        }
        return crashes > CRASHES_UNSUSPECTED ? Suspicion.SUSPECTED : Suspicion.NONE;
    }
}
