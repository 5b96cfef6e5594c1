package io.textmill.worker.engine;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
     * It is to be continued here, not before that time. Nothing is published and its offset stays open. For short waits,
     * and for work that holds what must not be lost.
     *
     * @param due when
     * @param reason why, for the log
     * @param next what to run then; it holds what was reached so far, and is dropped with the partition
     */
    record Again(Instant due, String reason, Work next) implements Verdict {}

    /**
     * It is to be begun again, by whoever has it then, not before that time: the record waits in a retry topic, and its
     * offset is finished. For waits of {@link RetryTier#TEN_SECONDS} and more; a shorter one costs a trip through Kafka.
     *
     * @param due when
     * @param code why, as a name
     * @param message why, for a person
     * @param records published together with it
     * @param state what the next attempt is given as {@link Inbound#state}; null for none
     */
    record Retry(Instant due, String code, String message, List<Outbound> records, byte @Nullable [] state)
            implements Verdict {
        public Retry {
            records = List.copyOf(records);
        }

        /** One whose next attempt begins with nothing. */
        public Retry(Instant due, String code, String message, List<Outbound> records) {
            this(due, code, message, records, null);
        }
    }
}
