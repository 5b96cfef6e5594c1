package io.textmill.worker.engine;

import static io.textmill.worker.engine.EngineHarness.PATIENCE;
import static io.textmill.worker.engine.EngineHarness.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.textmill.sandbox.kafka.EmbeddedKafka;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is committed for a partition decides where its next owner begins, on a real broker. */
class TakeoverTest {
    @TempDir
    static Path folder;

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startKafka() {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"));
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void doesNotStartOverWhenTheGroupsOffsetsWereLost() throws Exception {
        try (var harness = new EngineHarness(kafka, 1)) {
            harness.publish(3);
            var first = harness.start((EngineHarness.Simple) harness::done);
            assertThat(harness.outputs(3)).hasSize(3);
            first.stop();
            harness.deleteOffset(0);

            Set<String> repeated = ConcurrentHashMap.newKeySet();
            var second = harness.start((EngineHarness.Simple) inbound -> {
                repeated.add(value(inbound));
                return harness.done(inbound);
            });

            awaitBlocked(second, harness, "its offset is gone");
            assertThat(repeated).isEmpty();
        }
    }

    @Test
    void beginsAPartitionThatIsAddedLaterAtItsBeginning() throws Exception {
        try (var harness = new EngineHarness(kafka, 1)) {
            harness.publish(1);
            harness.start((EngineHarness.Simple) harness::done);
            assertThat(harness.outputs(1)).hasSize(1);

            harness.addPartitionWith("in the new partition");

            assertThat(harness.outputs(2)).contains("in the new partition");
        }
    }

    @Test
    void doesNotSkipRecordsThatRetentionHasRemovedUnread() throws Exception {
        try (var harness = new EngineHarness(kafka, 1)) {
            harness.publish(5);
            harness.commit(0, 1, "");
            harness.deleteRecordsBefore(0, 3);

            var running = harness.start((EngineHarness.Simple) harness::done);

            awaitBlocked(running, harness, "no longer exists");
        }
    }

    @Test
    void goesOnFromWhatTheReleaseBeforeHasCommitted() throws Exception {
        try (var harness = new EngineHarness(kafka, 1)) {
            harness.publish(6);
            // Base 1, high 4, open 1 and 3.
            harness.commit(0, 1, Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[] {1, 3, 2}));

            harness.start((EngineHarness.Simple) harness::done);

            assertThat(harness.outputs(3)).containsExactlyInAnyOrder("1", "3", "5");
        }
    }

    @Test
    void runsARecordAloneThatMayHaveKilledItsOwners() throws Exception {
        try (var harness = new EngineHarness(kafka, 2)) {
            harness.publish(20);
            harness.commit(0, 0, crashed(3, 0));
            Set<String> besideTheSuspect = ConcurrentHashMap.newKeySet();
            Set<String> running = ConcurrentHashMap.newKeySet();

            harness.start((EngineHarness.Simple) inbound -> {
                running.add(value(inbound));
                Thread.sleep(value(inbound).equals("0") ? 300 : 10);
                if (value(inbound).equals("0")) {
                    besideTheSuspect.addAll(running);
                }
                running.remove(value(inbound));
                return harness.done(inbound);
            });

            assertThat(harness.outputs(20)).hasSize(20);
            assertThat(besideTheSuspect).containsExactly("0");
            assertThat(tenure(harness).crashes()).isZero();
        }
    }

    @Test
    void givesARecordUpThatKilledItsOwnersWhileItRanAlone() throws Exception {
        try (var harness = new EngineHarness(kafka, 1)) {
            harness.publish(3);
            harness.commit(0, 0, crashed(5, 2));
            Set<String> begun = ConcurrentHashMap.newKeySet();

            harness.start(new Work() {
                @Override
                public Verdict run(Inbound inbound) {
                    begun.add(value(inbound));
                    return harness.done(inbound);
                }

                @Override
                public Verdict.Done giveUp(Inbound inbound, Reason why, String detail) {
                    return harness.text(why + " " + value(inbound));
                }
            });

            assertThat(harness.outputs(3)).containsExactlyInAnyOrder("POISON 0", "1", "2");
            assertThat(begun).doesNotContain("0");
        }
    }

    /** What an owner leaves that died: crashes so far, not counting its own. */
    private static String crashed(int crashes, int alone) {
        var tenure = new Tenure(77, false, crashes - 1, alone > 0, Math.max(0, alone - 1));
        return new Checkpoint(new Frontier(0, -1, new TreeSet<>()), tenure).encode();
    }

    private static Tenure tenure(EngineHarness harness) throws Exception {
        await().atMost(PATIENCE).until(() -> harness.committed(0).offset() == 10);
        return Checkpoint.decode(10, harness.committed(0).metadata()).tenure();
    }

    private static void awaitBlocked(EngineHarness.Running running, EngineHarness harness, String why) {
        var partition = new TopicPartition(harness.input, 0);
        await().atMost(PATIENCE).until(() -> running.engine().status().blocked().containsKey(partition));
        assertThat(running.engine().status().blocked().get(partition)).contains(why);
    }
}
