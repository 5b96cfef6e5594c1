package io.textmill.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.textmill.contract.Task;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobLinesTest {
    private final JobLines lines = new JobLines(new ProviderSpread(200));

    @Test
    void makesAJobOfATextAndDropsItsGoldAnswer() {
        Input job = only("""
            {"id":"t-1","task":"sentiment","language":"zh","text":"很好","gold":{"label":"positive"}}\
            """);

        assertThat(Json.MAPPER.readTree(job.value())).isEqualTo(Json.MAPPER.readTree("""
            {"jobId":"t-1","task":"sentiment","language":"zh","text":"很好","provider":"juhe"}\
            """));
        assertThat(job.jobId()).isEqualTo("t-1");
        assertThat(job.task()).isEqualTo(Task.SENTIMENT);
    }

    @Test
    void keepsAFullJobAsItIs() {
        String line = """
            {"jobId":"j","task":"summarize","text":"x","provider":"mine","options":{"maxCharacters":50},"tenant":"t"}\
            """;

        assertThat(Json.MAPPER.readTree(only(line).value())).isEqualTo(Json.MAPPER.readTree(line));
    }

    @Test
    void skipsBlankLines() {
        assertThat(lines.read("f", List.of("", "{\"id\":1,\"task\":\"summarize\",\"text\":\"x\"}", "  ")))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"id\":\"a\"; f:2: not JSON",
                "[1]; f:2: not a JSON object with a jobId or an id",
                "{\"text\":\"x\"}; f:2: not a JSON object with a jobId or an id",
                "{\"id\":\"a\",\"task\":\"dance\"}; f:2: task must be one of",
            })
    void namesFileAndLineOfWhatItCannotPublish(String line, String message) {
        assertThatThrownBy(() -> lines.read("f", List.of("", line)))
                .isInstanceOf(Failed.class)
                .hasMessageStartingWith(message);
    }

    private Input only(String line) {
        return lines.read("f", List.of(line)).getFirst();
    }
}
