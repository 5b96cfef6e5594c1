package io.textmill.worker.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCountTest {
    @Test
    void knowsTheContextOfModelsByTheirExactNames() {
        assertThat(TokenCount.contextOf("gpt-4o-mini")).hasValue(128_000);
        assertThat(TokenCount.contextOf("gpt-4")).hasValue(8_192);
        assertThat(TokenCount.contextOf("gpt-4-1106-preview")).isEmpty();
        assertThat(TokenCount.contextOf("qwen-plus")).isEmpty();
    }

    @Test
    void countsAQuarterMoreForAModelThatIsNotKnownButNeverMoreThanBytes() {
        String text = " word".repeat(100);

        assertThat(new TokenCount("gpt-4").atMost(text)).isEqualTo(100);
        assertThat(new TokenCount("qwen-plus").atMost(text)).isEqualTo(125);
        assertThat(new TokenCount("qwen-plus").atMost("xyzzy")).isLessThanOrEqualTo(5);
        assertThat(new TokenCount("qwen-plus").atMost("7")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4", "gpt-4o", "qwen-plus"})
    void countsTokensBeforeEveryPlaceUpToThoseOfTheWhole(String model) {
        TokenCount count = new TokenCount(model);
        for (long seed = 0; seed < 40; seed++) {
            String text = RandomTexts.ofCodePoints(new SplittableRandom(seed), 300);

            int[] before = count.before(text);

            assertThat(before).as("seed " + seed).hasSize(text.length() + 1).isSorted();
            assertThat(before[0]).isZero();
            assertThat(count.atMost(text)).as("seed " + seed).isLessThanOrEqualTo(before[text.length()]);
        }
        assertThat(count.before(" word word")[5]).isEqualTo(count.before(" word")[5]);
    }
}
