package io.textmill.worker.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private static final String WITHHELD = "(withheld: the message quotes the text)";
    private static final Prompt PROMPT = Calls.prompt("The quarterly figures of Example Ltd. are secret until Monday.");
    private static final Prompt CHINESE = Calls.prompt("用不超过40字概括：\n这家餐厅的服务很好，菜也很新鲜。\n但是\"价格\"偏高，周末要排队很久。");

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invalid input: 'figures of Example Ltd.'",
                "INVALID INPUT: FIGURES OF EXAMPLE LTD.",
                "invalid input: figures of\r\n  Example Ltd.",
                "invalid input: figures\\nof\\tExample\\\\ Ltd.",
                "invalid input: figures%20of%20Example%20Ltd.",
                "invalid input: figures+of+Example+Ltd.",
                "invalid input: figures&nbsp;of&#32;Example&#x20;Ltd.",
                "invalid input: ｆｉｇｕｒｅｓ ｏｆ Ｅｘａｍｐｌｅ",
                "invalid input: fig\u200bures o\u00adf Exam\ufeffple",
                "invalid input: figuresofExa",
            })
    void withholdsAMessageThatQuotesTwelveCharacters(String message) {
        assertThat(redaction.clean(message, PROMPT)).isEqualTo(WITHHELD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "违规内容：这家餐厅的服",
                "违规内容：菜也很新鲜。",
                "违规内容：新鲜。但是\"",
                "违规内容：\n但是\\\"价格\\\"偏高",
                "违规内容：\\u8fd9\\u5bb6\\u9910\\u5385\\u7684\\u670d",
                "违规内容：%E8%BF%99%E5%AE%B6%E9%A4%90%E5%8E%85%E7%9A%84%E6%9C%8D",
                "违规内容：&#36825;&#23478;&#39184;&#21381;&#30340;&#26381;",
            })
    void withholdsAMessageThatQuotesSixCharactersWithHanAmongThem(String message) {
        assertThat(redaction.clean(message, CHINESE)).isEqualTo(WITHHELD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"请求超过次数限制", "周末服务繁忙", "这家餐厅的接口正在维护", "figures of E"})
    void leavesAMessageAloneThatSharesLess(String message) {
        assertThat(redaction.clean(message, PROMPT)).isEqualTo(message);
        assertThat(redaction.clean(message, CHINESE)).isEqualTo(message);
    }

    @Test
    void findsAQuotationAfterAnyNumberOfBlankLines() {
        assertThat(redaction.clean("invalid input:" + "\n".repeat(5_000) + "figures of Example Ltd.", PROMPT))
                .isEqualTo(WITHHELD);
    }

    @ParameterizedTest
    @CsvSource({
        "Li Wei, no account of li wei here",
        "Li Wei, no account of L\\ni Wei here",
        "李伟, 无法回答李伟的问题",
        "好, 不好",
    })
    void comparesAShortTextWhole(String text, String message) {
        assertThat(redaction.clean(message, Calls.prompt(text))).isEqualTo(WITHHELD);
        assertThat(redaction.clean(message, Calls.prompt("概括：\n" + text))).isEqualTo(WITHHELD);
        assertThat(redaction.clean(message, Calls.prompt("Sum up.\n<text-1234abcd>\n" + text + "\n</text-1234abcd>")))
                .isEqualTo(WITHHELD);
        assertThat(redaction.clean(message, Calls.prompt("Sum up.", "<text-1234abcd>\n" + text + "\n</text-1234abcd>")))
                .isEqualTo(WITHHELD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u200b", "概括：\n\u3000"})
    void findsNoQuotationOfATextWithoutAnyCharacters(String text) {
        assertThat(redaction.clean("too fast", Calls.prompt(text))).isEqualTo("too fast");
    }
}
