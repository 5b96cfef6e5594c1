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
    }

    /**
     * It is to be run again, not before that time. Nothing is published and its offset stays open.
     *
     * @param due when
     * @param reason why, for the log
     */
    record Again(Instant due, String reason) implements Verdict {}
}
