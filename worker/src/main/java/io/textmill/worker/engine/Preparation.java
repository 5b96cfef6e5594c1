package io.textmill.worker.engine;

import java.util.Collection;
import org.apache.kafka.common.TopicPartition;

/**
 * What work needs to have at hand before the records of a partition are begun. Called on the engine thread only, and must
 * be quick: what takes long runs elsewhere meanwhile.
 */
public interface Preparation {
    /** A partition was taken over, for the first time or again: what is at hand of it may be outdated. */
    void begin(TopicPartition partition);

    /** Whether its records may be begun; asked in each turn until it is so. The other partitions go on meanwhile. */
    boolean isReady(TopicPartition partition);

    /** That attempt at a record is finished, and this was committed: acknowledged, or read back. The next may have begun. */
    void finished(Inbound inbound);

    /** Partitions were given up or lost. May wait shortly for what is not written yet: their next owner reads it. */
    void leave(Collection<TopicPartition> partitions);

    /** Work needs nothing. */
    Preparation NONE = new Preparation() {
        @Override
        public void begin(TopicPartition partition) {}

        @Override
        public boolean isReady(TopicPartition partition) {
            return true;
        }

        @Override
        public void finished(Inbound inbound) {}

        @Override
        public void leave(Collection<TopicPartition> partitions) {}
    };
}
