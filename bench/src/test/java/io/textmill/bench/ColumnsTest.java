package io.textmill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {
    @ParameterizedTest
    @CsvSource({"abc, 3", "情感, 4", "ａｂ, 4", "한글, 4", "é, 1", "e\u0301, 1", "“x”, 3", "😀, 2", "𠀀, 2", "'', 0", "ｱ, 1"})
    void countsWhatATerminalWouldUse(String text, int columns) {
        assertThat(Columns.of(text)).isEqualTo(columns);
    }

    @Test
    void leavesATextThatFitsAlone() {
        assertThat(Columns.fit("情感分析", 8)).isEqualTo("情感分析");
    }

    @Test
    void cutsBeforeAWideCharacterThatWouldNotFitWhole() {
        assertThat(Columns.fit("情感分析", 6)).isEqualTo("情感…");
    }

    @Test
    void padsByColumnsAndNotByCharacters() {
        assertThat(Columns.padEnd("情", 4) + "|" + Columns.padStart("情", 4)).isEqualTo("情  |  情");
    }

    @Test
    void takesAwayWhatATerminalWouldObey() {
        assertThat(Columns.oneLine(" a\n\tb\u001b[31mc\u202e ")).isEqualTo("a b [31mc");
    }
}
