package io.textmill.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LedgerTest {
    @Test
    void holdsTheFrontierAtTheLowestUnfinishedOffset() {
        Ledger ledger = started(0, 5);

        Frontier frontier = ledger.frontierAfter(Set.of(1L, 3L));

        assertThat(frontier).isEqualTo(new Frontier(0, 3, new TreeSet<>(List.of(0L, 2L))));
    }

    @Test
    void movesTheFrontierToThePositionWhenAllIsFinished() {
        Ledger ledger = started(0, 5);
        ledger.passed(new Ledger.Position(6, 7)); // one control record after the last one read

        Frontier frontier = ledger.frontierAfter(Set.of(0L, 1L, 2L, 3L, 4L));

        assertThat(frontier).isEqualTo(Frontier.at(6));
        assertThat(ledger.leaderEpochOf(6)).isEqualTo(7);
    }

    @Test
    void changesNothingUntilTheCommitIsAcknowledged() {
        Ledger ledger = started(0, 3);
        ledger.frontierAfter(Set.of(0L, 1L, 2L));

        assertThat(ledger.openCount()).isEqualTo(3);
        assertThat(ledger.frontierAfter(Set.of(1L)).base()).isZero();
    }

    @Test
    void skipsWhatAnEarlierOwnerFinished() {
        var ledger = new Ledger(new Frontier(10, 14, new TreeSet<>(List.of(10L, 12L))), 3);

        List<Long> accepted = LongStream.range(10, 17)
                .filter(offset -> ledger.accept(offset, 3))
                .boxed()
                .toList();

        assertThat(accepted).containsExactly(10L, 12L, 15L, 16L);
    }

    @Test
    void keepsTakenOverOffsetsOpenUntilTheyAreReadAgainAndFinished() {
        var ledger = new Ledger(new Frontier(10, 14, new TreeSet<>(List.of(10L, 12L))), 3);
        ledger.accept(10, 3);
        ledger.passed(new Ledger.Position(11, 3));

        Frontier frontier = ledger.frontierAfter(Set.of(10L));

        assertThat(frontier).isEqualTo(new Frontier(12, 14, new TreeSet<>(List.of(12L))));
    }

    @Test
    void forgetsTakenOverOffsetsThatNoLongerExist() {
        var ledger = new Ledger(new Frontier(10, 14, new TreeSet<>(List.of(10L, 12L))), 3);
        ledger.passed(new Ledger.Position(20, 3));

        assertThat(ledger.openCount()).isZero();
        assertThat(ledger.frontierAfter(Set.of())).isEqualTo(Frontier.at(20));
    }

    @Test
    void doesNotFallBackBehindWhatAnEarlierOwnerFinished() {
        var ledger = new Ledger(new Frontier(10, 14, new TreeSet<>(List.of(10L))), 3);
        ledger.accept(10, 3);
        ledger.passed(new Ledger.Position(11, 3));

        assertThat(ledger.frontierAfter(Set.of(10L))).isEqualTo(Frontier.at(15));
    }

    @Test
    void skipsWhatItHasReadBeforeWhenOffsetsAreReset() {
        Ledger ledger = started(0, 5);
        ledger.finish(Set.of(0L, 1L, 2L, 3L, 4L));

        assertThat(ledger.accept(2, 1)).isFalse();
        ledger.passed(new Ledger.Position(3, 1)); // where the batch ended that was read again
        assertThat(ledger.accept(3, 1)).isFalse();
        assertThat(ledger.accept(5, 1)).isTrue();
    }

    /** Owners come and go at random points; each offset must be finished exactly once in what is committed. */
    @Test
    void finishesEveryOffsetExactlyOnceAcrossOwnersThatCrash() {
        for (long seed = 0; seed < 300; seed++) {
            var random = new SplittableRandom(seed);
            long end = 1 + random.nextLong(200);
            var published = new ArrayList<Long>();
            String metadata = "";
            long base = 0;
            while (base < end) {
                Frontier resumed = Checkpoint.decode(base, metadata).frontier();
                var ledger = new Ledger(resumed, null);
                var running = new ArrayList<Long>();
                long position = base;
                for (int step = random.nextInt(40); step >= 0; step--) {
                    long until = Math.min(end, position + random.nextLong(10));
                    for (; position < until; position++) {
                        if (ledger.accept(position, null)) {
                            running.add(position);
                        }
                    }
                    ledger.passed(new Ledger.Position(position, null));
                    var finishing = new HashSet<Long>();
                    while (!running.isEmpty() && random.nextInt(3) > 0) {
                        finishing.add(running.remove(random.nextInt(running.size())));
                    }
                    if (!finishing.isEmpty()) {
                        Frontier committed = ledger.frontierAfter(finishing);
                        ledger.finish(finishing);
                        published.addAll(finishing);
                        base = committed.base();
                        metadata = new Checkpoint(committed, Tenure.NONE).encode();
                    }
                }
            }
            assertThat(published)
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.range(0, end).boxed().toList());
        }
    }

    /** A ledger that read those offsets. */
    private static Ledger started(long from, long to) {
        var ledger = new Ledger(Frontier.at(from), 1);
        LongStream.range(from, to).forEach(offset -> ledger.accept(offset, 1));
        ledger.passed(new Ledger.Position(to, 1));
        return ledger;
    }
}
