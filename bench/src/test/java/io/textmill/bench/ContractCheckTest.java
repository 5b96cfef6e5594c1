package io.textmill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContractCheckTest {
    private static final String RESULT = """
        {"jobId":"a","task":"summarize","status":"succeeded","summary":"s","calls":[],
         "usage":{"calls":0,"charged":0,"unknown":0,"promptTokens":0,"completionTokens":0},"attempts":1,
         "timings":{"publishedAt":"2026-01-02T03:04:05Z","startedAt":"2026-01-02T03:04:05Z",
                    "finishedAt":"2026-01-02T03:04:05Z","queuedMs":0,"totalMs":0},"worker":"w"}\
        """;

    private final ContractCheck check = new ContractCheck();

    @Test
    void countsAResultThatTheSchemaAccepts() {
        check.result(Json.MAPPER.readTree(RESULT));

        assertThat(check.violations()).isEmpty();
        assertThat(check.resultsValid()).isEqualTo(1);
    }

    @Test
    void namesTheResultAndTheFieldThatTheSchemaRefuses() {
        check.result(Json.MAPPER.readTree(RESULT.replace("\"attempts\":1", "\"attempts\":0")));

        assertThat(check.resultsChecked()).isEqualTo(1);
        assertThat(check.resultsValid()).isZero();
        assertThat(check.violations())
                .singleElement()
                .satisfies(violation ->
                        assertThat(violation).contains("result of a").contains("attempts"));
    }

    @Test
    void refusesADeadLetterThatDoesNotSayWhy() {
        check.deadLetter(Json.MAPPER.createObjectNode());

        assertThat(check.violations()).hasSize(1);
    }

    @Test
    void refusesACallOfNoJob() {
        check.call(Json.MAPPER.readTree("{\"provider\":\"juhe\",\"charged\":true}"));

        assertThat(check.violations()).hasSize(1);
    }
}
