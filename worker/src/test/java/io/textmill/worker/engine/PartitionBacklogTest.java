package io.textmill.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PartitionBacklogTest {
    @Test
    void countsEverythingWhereNothingIsOpen() {
        assertThat(Backlog.of(10, "", 25)).isEqualTo(15);
        assertThat(Backlog.of(10, "", 10)).isZero();
        assertThat(Backlog.of(10, "", 3)).isZero();
    }

    @Test
    void countsWhatIsOpenBehindFinishedOffsetsAndWhatWasNeverBegun() {
        var frontier = new Frontier(10, 19, new TreeSet<>(List.of(10L, 12L, 18L)));
        String metadata = new Checkpoint(frontier, Tenure.NONE).encode();

        assertThat(Backlog.of(10, metadata, 30)).as("3 open, 10 unread").isEqualTo(13);
        assertThat(Backlog.of(10, metadata, 15)).as("10 and 12").isEqualTo(2);
    }

    @Test
    void countsNothingWhereTheMetadataCannotBeRead() {
        assertThat(Backlog.of(10, "?", 30)).isZero();
    }
}
