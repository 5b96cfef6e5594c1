package io.textmill.worker.engine;

import java.time.Instant;
import java.util.List;

/** What becomes of a record. */
public sealed interface Verdict {

    /** It is finished: these records are published together with its offset. */
    record Done(List<Outbound> records) implements Verdict {
        public Done {
            records = List.copyOf(records);
        }

        /** About how many bytes the records take in a transaction. */
        int bytes() {
            return records.stream().mapToInt(Outbound::bytes).sum();
        }
    }

    /**
     * It is to be continued, not before that time. Nothing is published and its offset stays open.
     *
     * @param due when
     * @param reason why, for the log
     * @param next what to run then; it holds what was reached so far, and is dropped with the partition
     */
    record Again(Instant due, String reason, Work next) implements Verdict {}
}
