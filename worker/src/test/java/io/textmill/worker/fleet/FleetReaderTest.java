package io.textmill.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.textmill.worker.engine.EngineSettings;
import io.textmill.worker.engine.Input;
import io.textmill.worker.fleet.BacklogSource.UnreadableException;
import io.textmill.worker.quota.FleetPartition;
import io.textmill.worker.quota.FleetReading;
import io.textmill.worker.quota.FleetShare;
import io.textmill.worker.quota.Portion;
import io.textmill.worker.quota.QuotaAllocator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FleetReaderTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final TopicPartition SUMMARIZE = new TopicPartition("summarize", 0);
    private static final TopicPartition SENTIMENT = new TopicPartition("sentiment", 0);
    private static final QuotaAllocator BACKLOG = new QuotaAllocator.Backlog(0.02);

    private Instant now = START;
    private Set<TopicPartition> assigned = Set.of(SUMMARIZE);
    private BacklogSource source = tick -> reading(tick, 70, 30);

    private final FleetReader reader = new FleetReader(settings(), tick -> source.read(tick), () -> {}, () -> now);

    @BeforeEach
    void divide() {
        reader.divideBy(() -> assigned);
    }

    @Test
    void takesWhatWaitsInOurPartitionsFromTheNextTickOn() throws InterruptedException {
        FleetShare share = reader.share(BACKLOG, Set.of());

        reader.read(START);

        assertThat(share.at(START.plusMillis(1_999))).isEqualTo(Portion.NONE);
        assertThat(share.at(START.plusSeconds(2)).size()).isEqualTo(0.696, within(1e-9));
        assertThat(reader.lastRead()).isEqualTo(START);
    }

    @Test
    void followsTheAssignmentAtOnce() throws InterruptedException {
        FleetShare share = reader.share(BACKLOG, Set.of());
        reader.read(START);
        Instant then = START.plusSeconds(3);
        double before = share.at(then).size();

        assigned = Set.of(SUMMARIZE, SENTIMENT);
        Portion both = share.at(then);
        assigned = Set.of();
        Portion none = share.at(then);

        assertThat(before).isEqualTo(0.696, within(1e-9));
        assertThat(both).isEqualTo(Portion.WHOLE);
        assertThat(none).isEqualTo(Portion.NONE);
    }

    @Test
    void countsForAProviderMainlyTheTopicsWhoseJobsCallIt() throws InterruptedException {
        FleetShare share = reader.share(BACKLOG, Set.of("summarize"));
        FleetShare others = reader.share(BACKLOG, Set.of("sentiment"));

        reader.read(START);

        // 70 of 70 and a hundredth of 30; and a hundredth of 70 beside 30: a job may name any provider.
        assertThat(share.at(START.plusSeconds(2)).size()).isEqualTo(0.01 + 0.98 * 70 / 70.3, within(1e-9));
        assertThat(others.at(START.plusSeconds(2)).size()).isEqualTo(0.01 + 0.98 * 0.7 / 30.7, within(1e-9));
    }

    @Test
    void doesNotUseAReadingThatCameAfterTheNextTick() throws InterruptedException {
        FleetShare share = reader.share(BACKLOG, Set.of());
        source = tick -> {
            now = now.plusSeconds(2);
            return reading(tick, 70, 30);
        };

        reader.read(START);

        assertThat(share.at(START.plusSeconds(2))).isEqualTo(Portion.NONE);
        assertThat(reader.lastRead()).isNull();
    }

    @Test
    void fallsBackToTheSafeShareWhenTheBrokersDoNotAnswer() throws InterruptedException {
        FleetShare share = reader.share(BACKLOG, Set.of());
        reader.read(START);
        source = _ -> {
            throw new UnreadableException(new IOException("no brokers"));
        };

        reader.read(START.plusSeconds(2));
        reader.read(START.plusSeconds(4));

        assertThat(share.at(START.plusSeconds(5)).size()).isEqualTo(0.696, within(1e-9));
        assertThat(share.at(START.plusSeconds(6)).size()).isEqualTo(0.5, within(1e-9));
    }

    @Test
    void readsOnAfterAnyFailure() throws InterruptedException {
        FleetShare share = reader.share(BACKLOG, Set.of());
        source = _ -> {
            throw new IllegalStateException("a defect");
        };
        reader.read(START);
        source = tick -> reading(tick, 70, 30);

        reader.read(START.plusSeconds(2));

        assertThat(share.at(START.plusSeconds(4)).size()).isEqualTo(0.696, within(1e-9));
    }

    @Test
    void readsNothingForAStaticShare() {
        assertThat(reader.share(new QuotaAllocator.Static(4, "w-2"), Set.of()).at(START))
                .isEqualTo(Portion.of(List.of(new Portion.Interval(0.5, 0.75))));
    }

    private static FleetReading reading(Instant tick, double ofSummarize, double ofSentiment) {
        return new FleetReading(
                tick,
                Map.of(
                        new FleetPartition("summarize", 0),
                        ofSummarize,
                        new FleetPartition("sentiment", 0),
                        ofSentiment));
    }

    private static EngineSettings settings() {
        return new EngineSettings(
                "worker",
                "group",
                EngineSettings.Protocol.CONSUMER,
                List.of(new Input("summarize", "summarize.retry."), new Input("sentiment", "sentiment.retry.")),
                List.of(),
                "markers",
                Map.of(),
                EngineSettings.Checks.WARN,
                new EngineSettings.Bounds(10, 1 << 20, Duration.ofMillis(10), Duration.ofSeconds(5)));
    }
}
