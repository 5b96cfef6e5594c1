package io.textmill.worker.engine;

/**
 * What is left to do in a partition, told by what its owner committed: for those who are not its owner.
 *
 * @param records offsets below the end that are not finished: those never begun, and those open behind finished ones
 * @param effort what a record takes on average, see {@link Demand#effort}; 0 when the owner did not know
 */
public record Backlog(long records, int effort) {
    /** Of a partition that is blocked, because its metadata cannot be read: nobody works on it. */
    private static final Backlog NONE = new Backlog(0, 0);

    /**
     * Reads it.
     *
     * @param committed the group's committed offset
     * @param metadata what was committed with it
     * @param end the offset after the last record that counts
     */
    public static Backlog of(long committed, String metadata, long end) {
        try {
            Checkpoint checkpoint = Checkpoint.decode(committed, metadata);
            Frontier frontier = checkpoint.frontier();
            long unread = Math.max(0, end - Math.max(frontier.high() + 1, frontier.base()));
            return new Backlog(unread + frontier.open().headSet(end, false).size(), checkpoint.effort());
        } catch (Checkpoint.UndecodableException _) {
            return NONE;
        }
    }
}
