package io.textmill.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

    @Test
    void forgetsTheCrashesOfARecordThatTurnsOutToBeFinished() {
        var suspected = new Tenure(7, false, 4, true, 2);
        var run = new PartitionRun(PARTITION, new Input("jobs", "retry."), new Ledger(Frontier.at(0), null), suspected);
        run.ledger().accept(0, null);
        run.ledger().accept(1, null);

        run.readBack(List.of(0L));

        assertThat(run.ledger().base()).isEqualTo(1);
        assertThat(run.tenure().suspicion()).isEqualTo(Tenure.Suspicion.NONE);
        assertThat(run.isCheckpointDue()).isTrue();
    }

    @Test
    void beginsNothingWhileInDoubtThoughItIsBeingGivenUp() {
        Instant now = Instant.EPOCH;
        var run =
                new PartitionRun(PARTITION, new Input("jobs", "retry."), new Ledger(Frontier.at(0), null), Tenure.NONE);
        run.prepared();
        run.committed(List.of(), run.checkpointAfter(List.of()));
        var source = new ConsumerRecord<byte[], byte[]>("jobs", 0, 0, null, new byte[1]);
        Work work = (EngineHarness.Simple) _ -> new Verdict.Done(List.of());
        run.enqueue(WorkItem.read(source, run.input(), work, now).continuedBy(work, now));
        run.drain(now);

        run.doubt();

        assertThat(run.nextToGoOn(now)).isNull();
        run.committed(List.of(), run.checkpointAfter(List.of()));
        assertThat(run.nextToGoOn(now)).isNotNull();
    }

    @Test
    void commitsWhatRecordsTakeAsItWasLastKnown() {
        var run =
                new PartitionRun(PARTITION, new Input("jobs", "retry."), new Ledger(Frontier.at(0), null), Tenure.NONE);
        run.effort(350);

        run.effort(0);

        assertThat(run.checkpointAfter(List.of()).effort()).isEqualTo(350);
    }

    @Test
    void countsHeadersAmongTheBytesOfARecord() {
        var source = new ConsumerRecord<byte[], byte[]>("jobs", 0, 0, null, new byte[1]);
        source.headers().add("h", new byte[1_000]);
        Work work = (EngineHarness.Simple) _ -> new Verdict.Done(List.of());

        assertThat(WorkItem.read(source, new Input("jobs", "retry."), work, Instant.EPOCH)
                        .bytes())
                .isGreaterThan(1_000);
    }

    /** An assignment with every second offset open. */
    private static PartitionRun takenOver(int open) {
        var offsets = new TreeSet<Long>();
        LongStream.range(0, open).forEach(index -> offsets.add(2 * index));
        var frontier = new Frontier(0, 2L * open, offsets);
        return new PartitionRun(PARTITION, new Input("jobs", "retry."), new Ledger(frontier, null), Tenure.NONE);
    }
}
