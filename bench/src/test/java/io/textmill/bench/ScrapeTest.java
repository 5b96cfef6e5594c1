package io.textmill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScrapeTest {
    private static final Scrape SCRAPE = Scrape.parse("""
        # HELP textmill_calls_total Provider calls
        # TYPE textmill_calls_total counter
        textmill_calls_total{charged="true",outcome="answered",provider="slow"} 41.0
        textmill_calls_total{charged="false",outcome="transient",provider="slow"} 3.0
        textmill_calls_total{charged="true",outcome="answered",provider="slower"} 7.0
        textmill_journal_bytes_total 1.2E4
        """);

    @Test
    void addsUpTheSeriesThatHaveAllLabels() {
        assertThat(SCRAPE.sum("textmill_calls_total")).isEqualTo(51);
        assertThat(SCRAPE.sum("textmill_calls_total", "provider=\"slow\"")).isEqualTo(44);
        assertThat(SCRAPE.sum("textmill_calls_total", "provider=\"slow\"", "outcome=\"answered\""))
                .isEqualTo(41);
    }

    @Test
    void readsValuesWithoutLabelsAndWithExponents() {
        assertThat(SCRAPE.sum("textmill_journal_bytes_total")).isEqualTo(12_000);
    }

    @Test
    void takesAMetricThatIsNotThereForNothing() {
        assertThat(SCRAPE.sum("textmill_journal_failures_total")).isZero();
    }
}
