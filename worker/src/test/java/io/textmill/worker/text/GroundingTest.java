package io.textmill.worker.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroundingTest {
    private static @Nullable Span locate(String source, String value) {
        return new Grounding(source).locate(value, new Span(0, source.length()));
    }

    private static @Nullable String found(String source, String value) {
        Span span = locate(source, value);
        return span == null ? null : span.of(source);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Alice met Bob.|Bob|Bob",
                "共投入１２３４元|1234|１２３４",
                "公司（北京）有限公司|公司(北京)|公司（北京）",
                "the New\u00a0 York office|New York|New\u00a0 York",
                "张 三和李四|张三|张 三",
                "cafe\u0301 in Paris|café|cafe\u0301",
                "weighs 5㎏ net|5kg|5㎏",
            })
    void findsAValueExactlyOrAfterFolding(String source, String value, String expected) {
        assertThat(found(source, value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "call 3125 now|12",
                "costs 12.5 dollars|12",
                "costs 12.5 dollars|5",
                "共１２．５元|12",
                "costs 12,000 dollars|12",
                "costs 12,000 dollars|000",
                "costs 1,234,567 dollars|1,234",
                "costs 1,234,567 dollars|234",
                "Alice|Bob",
                "Alice|alice",
            })
    void findsNoValueThatDoesNotStandInTheText(String source, String value) {
        assertThat(locate(source, value)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"parts 1,2,3|2", "in 2019,300 came|300", "at 3.14, then|3.14", "1,234|1,234"})
    void findsANumberBesideAnother(String source, String value) {
        assertThat(found(source, value)).isEqualTo(value);
    }

    @Test
    void neverCutsAGraphemeCluster() {
        assertThat(locate("cafe\u0301", "cafe")).isNull();
        assertThat(locate("👩‍👩‍👧‍👦", "👩")).isNull();
        assertThat(locate("weighs 5㎏", "k")).isNull();
    }

    @Test
    void prefersTheFirstOccurrenceThatIsAWholeWord() {
        assertThat(locate("Articles on art and art", "art")).isEqualTo(new Span(12, 15));
        assertThat(locate("some apples", "apple")).isEqualTo(new Span(5, 10));
    }

    @Test
    void searchesOnlyTheGivenStretch() {
        String source = "Bob, then Bob";
        assertThat(new Grounding(source).locate("Bob", new Span(1, source.length())))
                .isEqualTo(new Span(10, 13));
        assertThat(new Grounding(source).locate("Bob", new Span(1, 12))).isNull();
    }

    @Test
    void takesLinearTimeForRepetitiveTexts() {
        String source = "a".repeat(400_000);
        assertThat(locate(source, "a".repeat(20_000) + "b")).isNull();
    }
}
