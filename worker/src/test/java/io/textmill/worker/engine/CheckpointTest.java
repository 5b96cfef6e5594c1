package io.textmill.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    private static final Tenure HELD = new Tenure(0x7fee1234, false, 3, true, 1);

    @Test
    void readsBackWhatItWrote() {
        var frontier = new Frontier(10, 20_000, new TreeSet<>(List.of(10L, 11L, 14L, 19_999L)));
        var checkpoint = new Checkpoint(frontier, HELD);

        Checkpoint read = Checkpoint.decode(10, checkpoint.encode());

        assertThat(read).isEqualTo(checkpoint);
    }

    @Test
    void readsAnEmptyMetadataAsNothingOpenAndNobodyThere() {
        assertThat(Checkpoint.decode(42, "")).isEqualTo(new Checkpoint(Frontier.at(42), Tenure.NONE));
    }

    /** What a release wrote that knew no tenures: base 10, high 15, open 10 and 12. */
    @Test
    void readsTheVersionWithoutTenures() {
        String metadata = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[] {1, 5, 2});

        Checkpoint read = Checkpoint.decode(10, metadata);

        assertThat(read).isEqualTo(new Checkpoint(new Frontier(10, 15, new TreeSet<>(List.of(10L, 12L))), Tenure.NONE));
    }

    /** The version before: not clean, three crashes, owner 1, base 10, high 15, open 10 and 12. */
    @Test
    void readsTheVersionWithoutEffort() {
        String metadata =
                Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[] {2, 4, 3, 0, 0, 0, 0, 1, 5, 2});

        Checkpoint read = Checkpoint.decode(10, metadata);

        assertThat(read.frontier()).isEqualTo(new Frontier(10, 15, new TreeSet<>(List.of(10L, 12L))));
        assertThat(read.tenure()).isEqualTo(new Tenure(1, false, 3, false, 0));
        assertThat(read.effort()).isZero();
    }

    @Test
    void staysBelowTheBrokersLimitWithTheMostOpenOffsetsSpreadFarApart() {
        var open = new TreeSet<Long>();
        LongStream.range(0, PartitionRun.MAX_OPEN).forEach(index -> open.add(index * 1_000));
        var frontier = new Frontier(0, PartitionRun.MAX_OPEN * 1_000L, open);

        String metadata = new Checkpoint(frontier, HELD, 1_000_000).encode();

        assertThat(metadata.length()).isLessThanOrEqualTo(EngineSettings.MAX_METADATA_CHARACTERS);
    }

    @Test
    void readsBackAnyCheckpoint() {
        for (long seed = 0; seed < 500; seed++) {
            var random = new SplittableRandom(seed);
            long base = random.nextLong(1L << 40);
            var open = new TreeSet<>(List.of(base));
            long last = base;
            for (int i = random.nextInt(PartitionRun.MAX_OPEN); i > 0; i--) {
                last += 1 + random.nextLong(1L << random.nextInt(1, 12));
                open.add(last);
            }
            var frontier = new Frontier(base, last + 1 + random.nextLong(100), open);
            var tenure = new Tenure(
                    random.nextInt(),
                    random.nextBoolean(),
                    random.nextInt(300),
                    random.nextBoolean(),
                    random.nextInt(9));
            var checkpoint = new Checkpoint(frontier, tenure, random.nextInt(1_000_001));

            Checkpoint read = Checkpoint.decode(base, checkpoint.encode());

            assertThat(read).as("seed %d", seed).isEqualTo(checkpoint);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "AQ", "Ag", "AQGA", "AgEA", "plain text of another program"})
    void refusesWhatItDoesNotUnderstand(String metadata) {
        assertThatThrownBy(() -> Checkpoint.decode(10, metadata)).isInstanceOf(Checkpoint.UndecodableException.class);
    }

    @Test
    void refusesALaterVersion() {
        String later = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[] {4, 5});

        assertThatThrownBy(() -> Checkpoint.decode(10, later)).hasMessageContaining("version 4");
    }
}
