package io.textmill.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FinishedTest {
    @Test
    void tellsWhatIsFinishedBehindAnOpenOffset() {
        var frontier = new Frontier(10, 14, new TreeSet<>(List.of(10L, 12L)));
        LongPredicate finished = Finished.of(10, new Checkpoint(frontier, Tenure.NONE).encode());

        assertThat(LongStream.range(8, 17).filter(finished)).containsExactly(8L, 9L, 11L, 13L, 14L);
    }

    @Test
    void takesTheOffsetAloneWhereTheMetadataCannotBeRead() {
        assertThat(LongStream.range(8, 12).filter(Finished.of(10, "?"))).containsExactly(8L, 9L);
    }
}
