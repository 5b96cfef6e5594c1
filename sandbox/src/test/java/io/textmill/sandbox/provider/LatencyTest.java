package io.textmill.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyTest {

    @Test
    void readsBothForms() {
        assertThat(Latency.parse("constant:20ms")).isEqualTo(new Latency.Constant(Duration.ofMillis(20)));
        assertThat(Latency.parse("lognormal:2s,0.4")).isEqualTo(new Latency.LogNormal(Duration.ofSeconds(2), 0.4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20ms", "constant:20", "lognormal:20ms", "lognormal:20ms,x", "uniform:1s,2s"})
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> Latency.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isTheSameForTheSameSeedAndCall() {
        var latency = Latency.parse("lognormal:200ms,0.4");

        assertThat(latency.of(1, 5)).isEqualTo(latency.of(1, 5)).isNotEqualTo(latency.of(1, 6));
        assertThat(latency.of(2, 5)).isNotEqualTo(latency.of(1, 5));
    }

    @Test
    void hasHalfOfItsValuesBelowTheMedianAndAFewFarAbove() {
        var latency = Latency.parse("lognormal:200ms,0.4");
        var values = LongStream.range(0, 10_000)
                .mapToObj(call -> latency.of(1, call))
                .toList();

        long below = values.stream().filter(value -> value.toMillis() < 200).count();
        long farAbove = values.stream().filter(value -> value.toMillis() > 500).count();

        assertThat(below).isBetween(4_800L, 5_200L);
        assertThat(farAbove).isBetween(50L, 200L);
    }
}
