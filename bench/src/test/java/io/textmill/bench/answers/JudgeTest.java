package io.textmill.bench.answers;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.bench.Json;
import io.textmill.contract.Task;
import io.textmill.sandbox.provider.Testimony;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** A judge that finds nothing wrong is worth nothing: each kind of wrong result is found. */
class JudgeTest {
    private static final String POSITIVE = "{\"label\":\"positive\",\"score\":0.8}";
    private static final String NEGATIVE = "{\"label\":\"negative\",\"score\":-0.4}";

    @Test
    void findsNothingWrongWithWhatTheModelMeant() {
        var call = said(-1, "Fine.", "Sure! " + POSITIVE, POSITIVE);

        Verdict verdict = judge(
                Task.SENTIMENT,
                "Fine.",
                "{}",
                "\"sentiment\":{\"label\":\"positive\",\"score\":0.8,\"aspects\":{}}",
                call);

        assertThat(verdict.isValid()).isTrue();
        assertThat(verdict.wrong()).isEmpty();
    }

    @Test
    void findsALabelAndAScoreThatTheModelDidNotMean() {
        var call = said(-1, "Fine.", POSITIVE, POSITIVE);

        Verdict verdict = judge(
                Task.SENTIMENT,
                "Fine.",
                "{}",
                "\"sentiment\":{\"label\":\"negative\",\"score\":-0.8,\"aspects\":{\"price\":\"positive\"}}",
                call);

        assertThat(verdict.wrong()).hasSize(3);
        assertThat(verdict.flaws()).containsExactly("the aspect price=\"positive\"");
    }

    @Test
    void mergesPartsByTheirLength() {
        var long1 = said(0, "x".repeat(300), POSITIVE, POSITIVE);
        var short2 = said(1, "x".repeat(50), NEGATIVE, NEGATIVE);
        var again = said(0, "x".repeat(300), "I cannot say.", NEGATIVE, false);

        Verdict verdict = judge(
                Task.SENTIMENT,
                "xxx",
                "{}",
                "\"sentiment\":{\"label\":\"positive\",\"score\":0.6286,\"aspects\":{}}",
                again,
                short2,
                long1);

        assertThat(verdict.wrong()).isEmpty();
        assertThat(verdict.calls()).isEqualTo(new Verdict.Calls(3, 1, 0));
    }

    @Test
    void findsAnAnswerThatIsNone() {
        var call = said(-1, "Fine.", "positive as the weather", POSITIVE, false);

        Verdict verdict = judge(
                Task.SENTIMENT,
                "Fine.",
                "{}",
                "\"sentiment\":{\"label\":\"positive\",\"score\":0.8,\"aspects\":{}}",
                call);

        assertThat(verdict.wrong()).hasSize(2);
    }

    @Test
    void findsASummaryWithOtherWords() {
        var call = said(-1, "It rained all day.", "Summary: It rained.", "It rained.");

        Verdict verdict =
                judge(Task.SUMMARIZE, "It rained all day.", "{}", "\"summary\":\"Summary: It rained.\"", call);

        assertThat(verdict.wrong()).hasSize(1);
    }

    @Test
    void findsWhatWasGivenToAMergeAndNobodyMeant() {
        var part = said(0, "It rained all day.", "It rained.", "It rained.");
        var merge = said(-1, "It rained.\nI hope this helps!", "It rained.", "It rained.");

        Verdict verdict = judge(Task.SUMMARIZE, "It rained all day.", "{}", "\"summary\":\"It rained.\"", part, merge);

        assertThat(verdict.wrong()).containsExactly("given to a merge: I hope this helps!");
    }

    @Test
    void findsASummaryThatIsNotAsAskedFor() {
        var call = said(-1, "It rained all day.", "It rained.", "It rained.");

        Verdict verdict = judge(
                Task.SUMMARIZE,
                "It rained all day.",
                "{\"style\":\"bullets\",\"maxCharacters\":9}",
                "\"summary\":\"It rained.\"",
                call);

        assertThat(verdict.isValid()).isFalse();
        assertThat(verdict.flaws()).containsExactly("10 characters, asked for 9", "no list: It rained.");
    }

    @Test
    void findsValuesThatNobodyMeantOrThatAreLostOrMisplaced() {
        String truth = "{\"person\":[\"Li Wei\",\"Ann\"],\"organization\":[],\"location\":[],\"date\":[]}";
        var call = said(-1, "Li Wei and Ann", truth, truth);

        Verdict verdict = judge(Task.EXTRACTION, "Li Wei and Ann", "{}", """
            "extraction":{"fields":{"person":["Li Wei","Bob"],"organization":[],"location":[],"date":[]},
            "entities":[{"type":"person","value":"Li Wei","start":1,"end":7,"grounded":true},
            {"type":"person","value":"Bob","grounded":false}]}\
            """, call);

        assertThat(verdict.wrong()).hasSize(2).anyMatch(what -> what.startsWith("placed"));
        assertThat(verdict.lost()).hasSize(1);
        assertThat(verdict.places()).isEqualTo(new Verdict.Places(2, 1));
    }

    @Test
    void tellsARefusalFromOtherFailures() {
        assertThat(failed("answer_unusable", "answer").end()).isEqualTo(Verdict.End.REFUSED);
        assertThat(failed("provider_failed", "provider").end()).isEqualTo(Verdict.End.FAILED);
    }

    private static Verdict failed(String code, String category) {
        String error = "\"error\":{\"category\":\"%s\",\"code\":\"%s\",\"message\":\"m\"}".formatted(category, code);
        return verdict(Task.SENTIMENT, "Fine.", "{}", "failed", error);
    }

    private static Verdict judge(Task task, String text, String options, String product, Seen.Call... calls) {
        return verdict(task, text, options, "succeeded", product, calls);
    }

    private static Verdict verdict(
            Task task, String text, String options, String status, String product, Seen.Call... calls) {
        ObjectNode job = Json.MAPPER.createObjectNode().put("jobId", "j").put("text", text);
        job.set("options", Json.MAPPER.readTree(options));
        var result = Json.MAPPER.readTree("""
            {"jobId":"j","task":"%s","status":"%s",%s,"calls":[],"attempts":1,"worker":"w",
            "usage":{"calls":1,"charged":1,"unknown":0,"promptTokens":1,"completionTokens":1},
            "timings":{"publishedAt":"2026-03-01T12:00:00Z","startedAt":"2026-03-01T12:00:00Z",
            "finishedAt":"2026-03-01T12:00:00Z","queuedMs":0,"totalMs":0}}\
            """.formatted(task.wireName(), status, product));
        var seen = new Seen(
                Arm.messy(0), List.of(new Asked(task, job)), Map.of("j", result), Map.of("j", List.of(calls)), 1);
        Verdict verdict = new Judge().judge(seen).getFirst();
        assertThat(verdict.flaws()).doesNotContain("not in the schema");
        return verdict;
    }

    private static Seen.Call said(int part, String about, String said, String truth) {
        return said(part, about, said, truth, true);
    }

    private static Seen.Call said(int part, String about, String said, String truth, boolean readable) {
        return new Seen.Call(part, new Testimony("1", about, said, truth, readable));
    }
}
