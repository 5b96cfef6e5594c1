package io.textmill.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrewTest {
    private static final Input INPUT = new Input("jobs", "retry.");

    @ParameterizedTest
    @CsvSource({"1, 1", "4, 4", "5, 4", "19, 18", "40, 38", "100, 95"})
    void keepsAPlaceInTwentyForRetriesBeforeAnyWasRead(int places, int forNew) {
        assertThat(begunUntilFull(places, false)).isEqualTo(forNew);
    }

    @Test
    void keepsAFifthForRetriesWhileAnyWait() {
        assertThat(begunUntilFull(100, true)).isEqualTo(80);
    }

    private static int begunUntilFull(int places, boolean retriesWait) {
        var crew = new Crew(new Busy(), new EngineSettings.Bounds(places, 1 << 20, Duration.ZERO, Duration.ZERO));
        var run = new PartitionRun(new TopicPartition("jobs", 0), INPUT, new Ledger(Frontier.at(0), null), Tenure.NONE);
        Work work = (EngineHarness.Simple) _ -> new Verdict.Done(List.of());
        LongStream.iterate(0, _ -> crew.hasRoomForNew(retriesWait), offset -> offset + 1)
                .mapToObj(offset -> new ConsumerRecord<byte[], byte[]>("jobs", 0, offset, null, null))
                .forEach(source -> crew.begin(run, WorkItem.read(source, INPUT, work, Instant.EPOCH)));
        return crew.inFlight();
    }

    /** Never done. */
    private static final class Busy implements Hands {
        @Override
        public Runnable start(PartitionRun run, WorkItem item) {
            return () -> {};
        }

        @Override
        public @Nullable Completion poll(Duration wait) {
            return null;
        }
    }
}
