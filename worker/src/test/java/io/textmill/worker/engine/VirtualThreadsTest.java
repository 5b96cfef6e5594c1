package io.textmill.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class VirtualThreadsTest {
    private static final Input INPUT = new Input("jobs", "retry.");

    @Test
    void takesNothingForADefectThatWorkThrowsBecauseItWasStopped() throws Exception {
        var hands = new VirtualThreads(1);
        var begun = new CountDownLatch(1);
        var givenUp = new CountDownLatch(1);
        Work work = new Work() {
            @Override
            public Verdict run(Inbound inbound) {
                try {
                    begun.countDown();
                    new CountDownLatch(1).await();
                    throw new AssertionError("only an interrupt ends it");
                } catch (InterruptedException e) {
                    throw new IllegalStateException("a client that wraps it", e);
                }
            }

            @Override
            public Verdict.Done giveUp(Inbound inbound, Reason why, String detail) {
                givenUp.countDown();
                throw new AssertionError("not a defect");
            }
        };
        var run = new PartitionRun(new TopicPartition("jobs", 0), INPUT, new Ledger(Frontier.at(0), null), Tenure.NONE);
        var source = new ConsumerRecord<byte[], byte[]>("jobs", 0, 0, null, null);
        Runnable stop = hands.start(run, WorkItem.read(source, INPUT, work, Instant.EPOCH));
        begun.await();

        stop.run();

        Completion completion = Objects.requireNonNull(hands.poll(Duration.ofSeconds(10)));
        assertThat(completion.verdict()).isNull();
        assertThat(givenUp.getCount()).isEqualTo(1);
    }
}
