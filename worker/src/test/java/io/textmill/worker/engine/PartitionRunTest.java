package io.textmill.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionRunTest {
    private static final TopicPartition PARTITION = new TopicPartition("jobs", 0);

    @Test
    void readsOnThoughItsEarlierOwnerLeftManyOffsetsOpen() {
        PartitionRun run = takenOver(PartitionRun.MAX_OPEN);

        assertThat(run.shouldPause(1 << 20)).isFalse();
        assertThat(run.hasNoRoomFor(0)).isFalse();
    }

    @Test
    void hasNoRoomForMoreThanTheEncodingHas() {
        PartitionRun run = takenOver(PartitionRun.MAX_OPEN);

        assertThat(run.hasNoRoomFor(10_000)).isTrue();
        assertThat(takenOver(PartitionRun.MAX_OPEN - 1).hasNoRoomFor(10_000)).isFalse();
    }

    @Test
    void pausesWhenItHoldsAsMuchAsItMay() {
        PartitionRun run = takenOver(PartitionRun.MAX_OPEN);
        LongStream.range(0, PartitionRun.MAX_OPEN).forEach(index -> run.ledger().accept(2 * index, null));

        assertThat(run.shouldPause(1 << 20)).isTrue();
    }

    /** An assignment with every second offset open. */
    private static PartitionRun takenOver(int open) {
        var offsets = new TreeSet<Long>();
        LongStream.range(0, open).forEach(index -> offsets.add(2 * index));
        var frontier = new Frontier(0, 2L * open, offsets);
        return new PartitionRun(PARTITION, new Input("jobs", "retry."), new Ledger(frontier, null), Tenure.NONE);
    }
}
