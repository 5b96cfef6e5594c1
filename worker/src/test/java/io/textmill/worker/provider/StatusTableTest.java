package io.textmill.worker.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.Charged;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusTableTest {
    @ParameterizedTest
    @CsvSource({
        "200, UNCERTAIN, UNCERTAIN",
        "204, UNCERTAIN, UNCERTAIN",
        "301, MISCONFIGURED, MISCONFIGURED",
        "302, MISCONFIGURED, MISCONFIGURED",
        "400, INVALID, INVALID",
        "401, MISCONFIGURED, MISCONFIGURED",
        "402, EXHAUSTED, EXHAUSTED",
        "403, MISCONFIGURED, MISCONFIGURED",
        "404, MISCONFIGURED, MISCONFIGURED",
        "405, MISCONFIGURED, MISCONFIGURED",
        "407, MISCONFIGURED, MISCONFIGURED",
        "408, UNCERTAIN, UNCERTAIN",
        "409, TRANSIENT, TRANSIENT",
        "410, MISCONFIGURED, MISCONFIGURED",
        "413, INVALID, INVALID",
        "414, INVALID, INVALID",
        "422, INVALID, INVALID",
        "425, TRANSIENT, TRANSIENT",
        "429, THROTTLED, THROTTLED",
        "431, INVALID, INVALID",
        "500, UNCERTAIN, TRANSIENT",
        "501, UNCERTAIN, UNCERTAIN",
        "502, TRANSIENT, TRANSIENT",
        "503, TRANSIENT, TRANSIENT",
        "504, UNCERTAIN, UNCERTAIN",
        "520, UNCERTAIN, UNCERTAIN",
        "521, TRANSIENT, TRANSIENT",
        "522, TRANSIENT, TRANSIENT",
        "523, TRANSIENT, TRANSIENT",
        "524, UNCERTAIN, UNCERTAIN",
        "525, TRANSIENT, TRANSIENT",
        "526, TRANSIENT, TRANSIENT",
        "599, UNCERTAIN, UNCERTAIN",
        "999, UNCERTAIN, UNCERTAIN",
    })
    void saysWhatAStatusAloneMeans(int status, Meaning form, Meaning openAi) {
        assertThat(StatusTable.FORM.meaning(status)).isEqualTo(form);
        assertThat(StatusTable.OPENAI.meaning(status)).isEqualTo(openAi);
    }

    @Test
    void namesAFailureByItsStatus() {
        Outcome outcome = StatusTable.FORM.outcome(unreadable(502, Map.of()));

        assertThat(outcome)
                .isEqualTo(new Outcome.Transient(
                        null, "http_502", "HTTP 502 without a usable body: not_json", Receipt.of(Charged.NO)));
    }

    @Test
    void namesALostAnswerByItsReasonAndKeepsItsNumber() {
        Outcome outcome = StatusTable.OPENAI.outcome(unreadable(200, Map.of("x-request-id", List.of("req_1"))));

        assertThat(outcome)
                .isEqualTo(new Outcome.Uncertain(
                        "not_json",
                        "HTTP 200 without a usable body: not_json",
                        new Receipt(Charged.UNKNOWN, null, null, null, "req_1", null, null)));
    }

    @Test
    void keepsTheWaitHintOfAThrottle() {
        Outcome outcome = StatusTable.FORM.outcome(unreadable(429, Map.of("Retry-After", List.of("3"))));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Throttled.class,
                        throttled -> assertThat(throttled.retryAfter()).isEqualTo(Duration.ofSeconds(3)));
    }

    private static Wire.Unreadable unreadable(int status, Map<String, List<String>> headers) {
        return new Wire.Unreadable(new Head(status, HttpHeaders.of(headers, (_, _) -> true), Calls.NOW), "not_json");
    }
}
