package io.textmill.worker.engine;

/** How much is left to do in a partition, told by what its owner committed: for those who are not its owner. */
public final class Backlog {
    private Backlog() {}

    /**
     * Offsets below the end that are not finished: those never begun, and those open behind finished ones.
     *
     * @param committed the group's committed offset
     * @param metadata what was committed with it
     * @param end the offset after the last record that counts
     * @return 0 also where the metadata cannot be read: such a partition is blocked, and nobody works on it
     */
    public static long of(long committed, String metadata, long end) {
        try {
            Frontier frontier = Checkpoint.decode(committed, metadata).frontier();
            long unread = Math.max(0, end - Math.max(frontier.high() + 1, frontier.base()));
            return unread + frontier.open().headSet(end, false).size();
        } catch (Checkpoint.UndecodableException _) {
            return 0;
        }
    }
}
