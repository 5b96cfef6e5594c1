package io.textmill.worker.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
    @ParameterizedTest
    @CsvSource({
        "今天天气很好, ZH",
        "采用ELISA法检测患者血清中IL-6的水平, ZH",
        "The word 你好 means hello in Chinese, EN",
        "Le chat est sur la table, EN",
        "こんにちは世界, OTHER",
        "안녕하세요 세계, OTHER",
        "Привет мир, OTHER",
        "مرحبا بالعالم, OTHER",
        "12345 !!!, OTHER",
    })
    void isJudgedByTheShareOfScripts(String text, Language language) {
        assertThat(Language.of(text)).isEqualTo(language);
    }
}
