package io.textmill.worker.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private static final Prompt PROMPT = Calls.prompt("The quarterly figures of Example Ltd. are secret until Monday.");

    private final Redaction redaction = new Redaction("Key/With+Signs", "a3f1");

    @ParameterizedTest
    @ValueSource(strings = {"Key/With+Signs", "key/with+signs", "Key%2FWith%2BSigns", "KEY%2FWITH%2BSIGNS", "A3F1"})
    void masksEverySpellingOfASecret(String secret) {
        assertThat(redaction.clean("wrong key " + secret + "!", PROMPT)).isEqualTo("wrong key ********!");
    }

    @Test
    void masksASecretThatTheCutWouldHaveHalved() {
        assertThat(redaction.clean("x".repeat(190) + "Key/With+Signs", PROMPT)).doesNotContain("Key");
    }

    @Test
    void keepsAMessageOnOneLine() {
        assertThat(redaction.clean("first\r\nsecond\u0000\u001b[31m\u2028third\t end ", PROMPT))
                .isEqualTo("first second [31m third end");
    }

    @Test
    void shortensTo200Characters() {
        assertThat(redaction.clean("错".repeat(300), PROMPT)).hasSize(200).endsWith("…");
    }

    @Test
    void cutsNoCharacterInHalf() {
        assertThat(redaction.clean("x".repeat(198) + "😀😀😀", PROMPT)).isEqualTo("x".repeat(198) + "…");
    }

    @Test
    void withholdsAMessageThatQuotesTheText() {
        assertThat(redaction.clean("invalid input: 'figures of Example Ltd.'", PROMPT))
                .isEqualTo("(withheld: the message quotes the text)");
    }

    @Test
    void leavesAnOrdinaryMessageAlone() {
        assertThat(redaction.clean("请求超过次数限制", PROMPT)).isEqualTo("请求超过次数限制");
    }
}
