package io.textmill.worker.engine;

import java.util.function.LongPredicate;

/** Which offsets of a partition are finished, told by what its owner committed: for those who are not its owner. */
public final class Finished {
    private Finished() {}

    /**
     * Whether an offset was finished at that commit.
     *
     * @param committed the group's committed offset
     * @param metadata what was committed with it; where it cannot be read, only what is below the offset is finished
     */
    public static LongPredicate of(long committed, String metadata) {
        try {
            return Checkpoint.decode(committed, metadata).frontier()::isFinished;
        } catch (Checkpoint.UndecodableException _) {
            return Frontier.at(committed)::isFinished;
        }
    }
}
