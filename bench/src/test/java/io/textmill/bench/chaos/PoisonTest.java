package io.textmill.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.bench.Children;
import io.textmill.sandbox.kafka.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A job that kills every process that runs it is found, whatever else runs beside it. */
class PoisonTest {
    private static final int JOBS = 60;
    private static final String KILLER = "j30";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    @Timeout(400)
    void aJobThatKillsItsWorkersIsDeadLetteredAndAllOthersAreDone() throws Exception {
        try (var children = new Children(() -> {}, () -> {});
                EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"));
                Site site = Site.on(kafka)) {
            publish(site);
            var settings = new WorkerSettings(
                    "none.0", site.bootstrapServers(), site.stub().uri(), 200, Duration.ofSeconds(10), 0, Map.of());
            var fleet = new Fleet(folder, "", settings, List.of("-Xmx256m", "-XX:+UseSerialGC"), children);
            int deaths = 0;
            try (var visible = new Visible(site.bootstrapServers())) {
                fleet.start(1);
                long end = System.nanoTime() + PATIENCE.toNanos();
                while (visible.jobs() < JOBS && System.nanoTime() < end) {
                    visible.read();
                    deaths += fleet.restartTheDead();
                }
                assertThat(visible.byJob())
                        .hasSize(JOBS)
                        .allSatisfy((job, seen) -> assertThat(seen)
                                .as(job)
                                .extracting(Visible.Seen::topic)
                                .containsExactly(job.equals(KILLER) ? Site.DEAD_LETTERS : Site.RESULTS));
                fleet.drainAll();
            }
            // Three while others ran beside it, two alone; an innocent one before it in its partition may cost three
            // more.
            assertThat(deaths).isBetween(5, 11);
        }
    }

    private static void publish(Site site) throws InterruptedException {
        try (var publisher = new Publisher(site.bootstrapServers())) {
            var sent = new ArrayList<Future<RecordMetadata>>();
            for (int i = 0; i < JOBS; i++) {
                String id = "j" + i;
                ChaosJob job = id.equals(KILLER)
                        ? new ChaosJob(id, ChaosJob.Kind.POISON, Duration.ofMillis(500), 0, Duration.ZERO, 0)
                        : ChaosJob.plain(id, Duration.ofMillis(200));
                sent.add(publisher.send(id, job.encode()));
            }
            Publisher.await(sent);
        }
    }
}
