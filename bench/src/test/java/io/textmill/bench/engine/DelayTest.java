package io.textmill.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DelayTest {
    @Test
    void isTheLeastValueThatEnoughJobsDoNotExceed() {
        long[] downFromHundred =
                LongStream.rangeClosed(1, 100).map(i -> 101 - i).toArray();

        assertThat(Delay.of(7, downFromHundred)).isEqualTo(new Delay(7, 50, 99));
    }

    @Test
    void ofFewJobsIsTheSlowestAtTheTop() {
        assertThat(Delay.of(7, new long[] {3, 1, 2})).isEqualTo(new Delay(7, 2, 3));
        assertThat(Delay.of(7, new long[] {5})).isEqualTo(new Delay(7, 5, 5));
    }

    @Test
    void ofNoJobsIsADefect() {
        assertThatThrownBy(() -> Delay.of(7, new long[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
