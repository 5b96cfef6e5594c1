package io.textmill.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is handed to a worker, as arguments and as records, comes out as it went in. */
class ArgumentsTest {
    @Test
    void giveTheSettingsThatTheyWereMadeOf() {
        var settings = new WorkerSettings(
                "w2.5",
                "127.0.0.1:1,127.0.0.1:2",
                URI.create("http://127.0.0.1:3"),
                7,
                Duration.ofSeconds(8),
                9,
                Map.of("max.block.ms", "1000"));

        assertThat(WorkerSettings.parse(settings.arguments())).isEqualTo(settings);
        assertThat(settings.worker()).isEqualTo("w2");
    }

    @Test
    void areNamedWhenOneIsMissing() {
        assertThatThrownBy(() -> WorkerSettings.parse(List.of("life=w1.1"))).hasMessageContaining("bootstrap");
    }

    @Test
    void everyJobComesOutOfItsRecord() {
        for (ChaosJob job : Jobs.draw(3, 1_000)) {
            assertThat(ChaosJob.parse(job.encode())).isEqualTo(job);
            assertThat(ChaosJob.parse(job.encode(2_000, new SplittableRandom(1))))
                    .isEqualTo(job);
        }
    }

    @Test
    void aRecordThatIsNoJobIsNamed() {
        assertThatThrownBy(() -> ChaosJob.parse("what".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("'what'");
    }
}
