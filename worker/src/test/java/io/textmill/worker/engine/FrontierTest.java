package io.textmill.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FrontierTest {
    @Test
    void knowsWhichOffsetsAreFinished() {
        var frontier = new Frontier(10, 15, new TreeSet<>(List.of(10L, 12L)));

        List<Long> finished =
                LongStream.range(8, 18).filter(frontier::isFinished).boxed().toList();

        assertThat(finished).containsExactly(8L, 9L, 11L, 13L, 14L, 15L);
    }
}
