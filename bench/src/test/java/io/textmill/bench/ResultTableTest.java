package io.textmill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultTableTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"summary\":\"short\"}; short",
                "{\"sentiment\":{\"label\":\"mixed\",\"score\":0.25,\"aspects\":{\"price\":\"negative\"}}}; mixed 0.25"
                        + " (price negative)",
                "{\"extraction\":{\"fields\":{\"person\":[\"A\",\"B\"],\"date\":[],\"founded\":1999,\"x\":null}}};"
                        + " person: A, B | founded: 1999",
                "{\"error\":{\"code\":\"unanswerable\",\"message\":\"no\"}}; ✗ unanswerable: no",
            })
    void showsTheAnswerInOneLine(String result, String answer) {
        assertThat(ResultTable.answer(Json.MAPPER.readTree(result)).replace("; ", " | "))
                .isEqualTo(answer);
    }

    @Test
    void showsNumbersOfEachProviderAndWhatBecameOfABrokenRecord() {
        var tally = new Tally(List.of(
                TallyTest.published("a", null, 0),
                TallyTest.published("b", null, 1),
                TallyTest.published(null, "invalid_json", 2),
                TallyTest.published("c", null, 3)));
        tally.result(Json.MAPPER.readTree("""
            {"jobId":"a","status":"succeeded","order_id":"G1","summary":"一","calls":[{"provider":"juhe","order_id":"G1"}],
             "usage":{"charged":2},"timings":{"totalMs":31}}\
            """));
        tally.result(Json.MAPPER.readTree("""
            {"jobId":"b","status":"succeeded","summary":"two","calls":[{"provider":"openai-chat","id":"chatcmpl-9"}],
             "usage":{"charged":1},"timings":{"totalMs":7}}\
            """));
        tally.deadLetter(new Published.Origin("t", 0, 2), "invalid_json");

        assertThat(ResultTable.lines(tally, 200).stream().skip(2).map(line -> line.replaceAll(" {2,}", " | ")))
                .containsExactly(
                        "a | summarize | juhe | G1 | 一 | 2 | 31",
                        "b | summarize | openai-chat | chatcmpl-9 | two | 1 | 7",
                        "– | summarize | – | – | ✗ dead-lettered: invalid_json | 0",
                        "c | summarize | – | – | ✗ no answer | 0");
    }
}
