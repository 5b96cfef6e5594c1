package io.textmill.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontierTest {
    @Test
    void needsNoMetadataWhenNothingIsOpenBelowAFinishedOffset() {
        assertThat(Frontier.at(42).encode()).isEmpty();
    }

    @Test
    void readsBackWhatItWrote() {
        var frontier = new Frontier(10, 20_000, new TreeSet<>(List.of(10L, 11L, 14L, 19_999L)));

        Frontier read = Frontier.decode(10, frontier.encode());

        assertThat(read).isEqualTo(frontier);
    }

    @Test
    void knowsWhichOffsetsAreFinished() {
        var frontier = new Frontier(10, 15, new TreeSet<>(List.of(10L, 12L)));

        List<Long> finished =
                LongStream.range(8, 18).filter(frontier::isFinished).boxed().toList();

        assertThat(finished).containsExactly(8L, 9L, 11L, 13L, 14L, 15L);
    }

    @Test
    void staysBelowTheBrokersLimitWithTheMostOpenOffsetsSpreadFarApart() {
        var open = new TreeSet<Long>();
        LongStream.range(0, PartitionRun.MAX_OPEN).forEach(index -> open.add(index * 1_000));

        String metadata = new Frontier(0, PartitionRun.MAX_OPEN * 1_000L, open).encode();

        assertThat(metadata.length()).isLessThanOrEqualTo(Frontier.MAX_METADATA_CHARACTERS);
    }

    @Test
    void readsBackAnyFrontier() {
        for (long seed = 0; seed < 500; seed++) {
            RandomGenerator random = new java.util.SplittableRandom(seed);
            long base = random.nextLong(1L << 40);
            var open = new TreeSet<>(List.of(base));
            long last = base;
            for (int i = random.nextInt(PartitionRun.MAX_OPEN); i > 0; i--) {
                last += 1 + random.nextLong(1L << random.nextInt(1, 12));
                open.add(last);
            }
            var frontier = new Frontier(base, last + 1 + random.nextLong(100), open);

            Frontier read = Frontier.decode(base, frontier.encode());

            assertThat(read).as("seed %d", seed).isEqualTo(frontier);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "AQ", "Ag", "AQGA", "plain text of another program"})
    void refusesWhatItDoesNotUnderstand(String metadata) {
        assertThatThrownBy(() -> Frontier.decode(10, metadata)).isInstanceOf(Frontier.UndecodableException.class);
    }

    @Test
    void refusesALaterVersion() {
        String later = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[] {2, 5});

        assertThatThrownBy(() -> Frontier.decode(10, later)).hasMessageContaining("version 2");
    }
}
