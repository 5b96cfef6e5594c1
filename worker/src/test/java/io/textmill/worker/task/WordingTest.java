package io.textmill.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.Job;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.PromptLimit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    private static final String ENGLISH = "The battery lasts two days, but it is not waterproof.";
    private static final String GERMAN = "Der Akku hält zwei Tage, aber er ist nicht wasserdicht.";
    private static final String CHINESE = "电池能用两天，但是不防水。";
    private static final String TRADITIONAL = "電池能用兩天，但是不防水，這個價錢還可以。";
    private static final String TAMIL = "பேட்டரி இரண்டு நாட்கள் நீடிக்கும்";

    private static Job job(String text, @Nullable String language) {
        Job job = Job.summarize("1", text);
        return new Job("1", job.task(), text, language, null, job.options(), null, null, 5, null, job.metadata());
    }

    private static String words(Job job, PromptLimit limit) {
        Prompt prompt = ((Step.Ask) FakeModel.plan(job, limit, 9))
                .questions()
                .getFirst()
                .prompt();
        return FakeModel.instruction(prompt);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ENGLISH + "|                       | Summarize, at most 300 chars:",
                ENGLISH + "| en-GB                 | Summarize, at most 300 chars:",
                ENGLISH + "| fr                    | Summarize, in French, at most 300 chars:",
                ENGLISH + "| sr-Latn-RS            | Summarize, in Serbian (Latin), at most 300 chars:",
                ENGLISH + "| zh-CN                 | 用不超过300字概括，用简体中文：",
                GERMAN + " |                       | Summarize, in German, at most 300 chars:",
                GERMAN + " | de-AT                 | Summarize, in German, at most 300 chars:",
                GERMAN + " | en                    | Summarize, in English, at most 300 chars:",
                CHINESE + "|                       | 用不超过300字概括：",
                CHINESE + "| zh                    | 用不超过300字概括：",
                CHINESE + "| zh-Hans-CN            | 用不超过300字概括：",
                CHINESE + "| zh-TW                 | 用不超过300字概括，用繁体中文：",
                CHINESE + "| en                    | Summarize, in English, at most 300 chars:",
                TRADITIONAL + "|                   | 用不超过300字概括，用繁体中文：",
                TRADITIONAL + "| zh                | 用不超过300字概括，用繁体中文：",
                TRADITIONAL + "| zh-CN             | 用不超过300字概括，用简体中文：",
                TAMIL + "  |                       | Summarize, same language, at most 300 chars:",
                TAMIL + "  | ta                    | Summarize, in Tamil, at most 300 chars:",
                TAMIL + "  | und                   | Summarize, same language, at most 300 chars:",
            })
    void anAnswerIsInTheTextsLanguageUnlessTheJobNamesAnother(String text, @Nullable String language, String words) {
        assertThat(words(job(text, language), FakeModel.JUHE)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ENGLISH + "|    | at most 300 characters, in the language of the text.",
                GERMAN + " |    | at most 300 characters, in German.",
                TAMIL + "  |    | at most 300 characters, in the language of the text.",
                CHINESE + "|    | 不超过300字，用原文的语言。",
                CHINESE + "| ja | at most 300 characters, in Japanese.",
            })
    void aFullPromptAlwaysSaysTheLanguage(String text, @Nullable String language, String words) {
        assertThat(words(job(text, language), FakeModel.CHAT)).contains(words);
    }

    @Test
    void thePromptsAreChineseWhereTheAnswerIsToBe() {
        assertThat(Wording.of(job(GERMAN, "zh")).tongue()).isEqualTo(Wording.Tongue.ZH);
        assertThat(Wording.of(job(CHINESE, "ja")).tongue()).isEqualTo(Wording.Tongue.EN);
    }

    @Test
    void sizesAreReckonedByTheLettersOfTheAnswer() {
        assertThat(Wording.of(job(GERMAN, null)).latin()).isTrue();
        assertThat(Wording.of(job("Bateria holder to dage, og den er ikke dyr", null))
                        .latin())
                .isTrue();
        assertThat(Wording.of(job(ENGLISH, "ja")).latin()).isFalse();
        assertThat(Wording.of(job(TAMIL, null)).latin()).isFalse();
    }
}
