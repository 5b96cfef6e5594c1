package io.textmill.worker.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.textmill.worker.provider.PromptLimit.Form;
import io.textmill.worker.provider.PromptLimit.Unit;
import io.textmill.worker.text.TokenCount;
import org.junit.jupiter.api.Test;

class PromptLimitTest {
    private static final PromptLimit GPT_4 = PromptLimit.ofContext(1_016, new TokenCount("gpt-4"), Form.FULL, 300);

    private static Prompt prompt(int words, int maxOutputTokens) {
        return new Prompt(null, " word".repeat(words), maxOutputTokens, false, null, "test@1");
    }

    @Test
    void refusesAPromptThatLeavesNoRoomForAnAnswer() {
        assertThat(GPT_4.refusal(prompt(1_000 - 64, 300))).isNull();
        assertThat(GPT_4.refusal(prompt(1_000 - 63, 300)))
                .isEqualTo(Outcome.Invalid.local("prompt_too_long", "the prompt has 937 TOKENS of at most 936"));
    }

    @Test
    void asksForTheLongestAnswerThatThePromptLeavesRoomFor() {
        assertThat(GPT_4.outputTokens(prompt(700, 300))).isEqualTo(300);
        assertThat(GPT_4.outputTokens(prompt(701, 300))).isEqualTo(299);
        assertThat(GPT_4.outputTokens(prompt(900, 1_200))).isEqualTo(100);
    }

    @Test
    void leavesTheAnswerAsItIsWhereOnlyThePromptIsLimited() {
        var limit = new PromptLimit(Unit.UTF16_UNITS, 512, Form.SHORT, 0);

        assertThat(limit.outputTokens(prompt(100, 300))).isEqualTo(300);
        assertThat(limit.maxPrompt(300)).isEqualTo(512);
    }

    @Test
    void keepsAtMostHalfOfAContextForTheAnswer() {
        assertThat(GPT_4.maxPrompt(300)).isEqualTo(700);
        assertThat(GPT_4.maxPrompt(5_000)).isEqualTo(500);
    }

    @Test
    void countsTokensForALimitInTokensOnly() {
        assertThatThrownBy(() -> new PromptLimit(Unit.TOKENS, 512, Form.SHORT, 0))
                .hasMessageContaining("tokens");
    }
}
