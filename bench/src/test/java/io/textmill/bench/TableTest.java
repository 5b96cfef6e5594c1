package io.textmill.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
    private final Table table =
            new Table(Table.Column.text("id", 6), Table.Column.rest("answer"), Table.Column.number("ms", 5));

    @Test
    void alignsColumnsThatHoldWideCharacters() {
        var lines = table.row("a", "很好", "7").row("bb", "good", "1234").lines(80);

        assertThat(lines).containsExactly("id  answer    ms", "──  ──────  ────", "a   很好       7", "bb  good    1234");
    }

    @Test
    void shortensTheAnswerToWhatTheTerminalHasLeft() {
        var lines = table.row("abcdefghi", "总".repeat(50), "12").lines(50);

        assertThat(lines.getLast()).isEqualTo("abcde…  " + "总".repeat(18) + "…   12");
    }

    @Test
    void isNeverWiderThanATerminalOfUsualWidth() {
        var lines = table.row("abcdefghi", "word ".repeat(50), "12").lines(60);

        assertThat(lines).allSatisfy(line -> assertThat(Columns.of(line)).isLessThanOrEqualTo(60));
    }

    @Test
    void refusesARowWithACellTooFew() {
        assertThatThrownBy(() -> table.row("a", "b")).hasMessage("2 cells for 3 columns");
    }
}
