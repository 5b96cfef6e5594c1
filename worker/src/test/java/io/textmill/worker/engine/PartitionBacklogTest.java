package io.textmill.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PartitionBacklogTest {
    @Test
    void countsEverythingWhereNothingIsOpen() {
        assertThat(Backlog.of(10, "", 25).records()).isEqualTo(15);
        assertThat(Backlog.of(10, "", 10).records()).isZero();
        assertThat(Backlog.of(10, "", 3).records()).isZero();
    }

    @Test
    void countsWhatIsOpenBehindFinishedOffsetsAndWhatWasNeverBegun() {
        var frontier = new Frontier(10, 19, new TreeSet<>(List.of(10L, 12L, 18L)));
        String metadata = new Checkpoint(frontier, Tenure.NONE).encode();

        assertThat(Backlog.of(10, metadata, 30).records())
                .as("3 open, 10 unread")
                .isEqualTo(13);
        assertThat(Backlog.of(10, metadata, 15).records()).as("10 and 12").isEqualTo(2);
    }

    @Test
    void tellsWhatTheOwnerHasLearntThatARecordTakes() {
        String metadata = new Checkpoint(Frontier.at(10), Tenure.NONE, 350).encode();

        assertThat(Backlog.of(10, metadata, 30)).isEqualTo(new Backlog(20, 350));
        assertThat(Backlog.of(10, "", 30).effort()).isZero();
    }

    @Test
    void countsNothingWhereTheMetadataCannotBeRead() {
        assertThat(Backlog.of(10, "?", 30).records()).isZero();
    }
}
