package io.textmill.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.bench.Children;
import io.textmill.sandbox.kafka.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A worker's memory is bounded whatever waits for it. */
class BacklogTest {
    private static final int LARGE = 1_000;
    private static final int LARGE_BYTES = 1_000_000;
    private static final int SMALL = 100_000;
    private static final int SMALL_BYTES = 2_000;
    /** What a large job publishes: its results wait for their commit in memory as well. */
    private static final int RESULT_BYTES = 500_000;

    /** So many large jobs, together as large as the heap, take so long that they would all be in flight at once. */
    private static final int SLOW = 250;

    private static final Duration SLOW_TAKES = Duration.ofMillis(2_500);

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    @Timeout(600)
    void aBacklogOfMoreThanAGigabyteFitsThroughAHeapOf256Megabytes() throws Exception {
        try (var children = new Children(() -> {}, () -> {});
                EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"));
                Site site = Site.on(kafka)) {
            publish(site);
            var settings = new WorkerSettings(
                    "none.0", site.bootstrapServers(), site.stub().uri(), 2_000, Duration.ofSeconds(30), 0, Map.of());
            List<String> jvm = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");
            var fleet = new Fleet(folder, "", settings, jvm, children);
            try (var visible = new Visible(site.bootstrapServers())) {
                fleet.start(1);
                long end = System.nanoTime() + PATIENCE.toNanos();
                while (visible.jobs() < LARGE + SMALL && System.nanoTime() < end) {
                    visible.read();
                    assertThat(fleet.restartTheDead())
                            .as("workers that ran out of memory")
                            .isZero();
                }
                assertThat(visible.jobs()).isEqualTo(LARGE + SMALL);
                fleet.drainAll();
            }
        }
    }

    /** The slow ones first, so that a worker which is not bounded by bytes has them all at once. */
    private static void publish(Site site) throws InterruptedException {
        var random = new SplittableRandom(1);
        try (var publisher = new Publisher(site.bootstrapServers())) {
            var sent = new ArrayList<Future<RecordMetadata>>();
            for (int i = 0; i < LARGE + SMALL; i++) {
                byte[] value = i < LARGE
                        ? large("j" + i, i < SLOW ? SLOW_TAKES : Duration.ZERO).encode(LARGE_BYTES, random)
                        : ChaosJob.plain("j" + i, Duration.ZERO).encode(SMALL_BYTES, random);
                sent.add(publisher.send("j" + i, value));
            }
            Publisher.await(sent);
        }
    }

    private static ChaosJob large(String id, Duration takes) {
        return new ChaosJob(id, ChaosJob.Kind.RESULT, takes, 0, Duration.ZERO, RESULT_BYTES);
    }
}
