package io.textmill.worker.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvisibleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \t\r\n",
                "\u0000\u001b\u0085",
                "\u00a0\u2007\u202f\u3000",
                "\u200b\u200d\u2060\ufeff\u00ad",
                "\u2028\u2029",
                "\u3164\u115f\u1160\uffa0\u2800\u034f\ufe0f"
            })
    void seesNothingInWhatPrintsNothing(String text) {
        assertThat(Invisible.is(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", " 。", "\u200b0", "😀", "\u00a0好\ufeff"})
    void seesEveryCharacterThatPrints(String text) {
        assertThat(Invisible.is(text)).isFalse();
    }
}
