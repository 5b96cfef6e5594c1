package io.textmill.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.sandbox.provider.Generation.Finished;
import java.util.List;
import org.junit.jupiter.api.Test;

class GenerationTest {

    @Test
    void hasDefaultsForWhatARequestDoesNotSay() {
        assertThat(Generation.of(Json.object())).isEqualTo(new Generation(1, 50, List.of()));
    }

    @Test
    void readsEitherOutputLimitAndEitherFormOfStop() {
        assertThat(Generation.of(Json.object().put("max_completion_tokens", 9).put("stop", "x")))
                .isEqualTo(new Generation(1, 9, List.of("x")));
        var several = Json.object().put("max_tokens", 9).put("n", 2);
        several.putArray("stop").add("x").add("y");
        assertThat(Generation.of(several)).isEqualTo(new Generation(2, 9, List.of("x", "y")));
    }

    @Test
    void endsBeforeTheFirstStop() {
        var generation = new Generation(1, 50, List.of("three", "two"));

        assertThat(generation.finish("one two three", Shape.PLAIN)).isEqualTo(new Finished("one ", "stop"));
    }

    @Test
    void endsAtTheOutputLimitAndSaysSo() {
        var generation = new Generation(1, 2, List.of());

        assertThat(generation.finish("你好吗", Shape.PLAIN)).isEqualTo(new Finished("你好", "length"));
        assertThat(generation.finish("你好", Shape.PLAIN)).isEqualTo(new Finished("你好", "stop"));
    }

    @Test
    void saysHalfOfATruncatedAnswer() {
        var generation = new Generation(1, 50, List.of());

        assertThat(generation.finish("一二三四", Shape.TRUNCATED)).isEqualTo(new Finished("一二", "length"));
    }
}
