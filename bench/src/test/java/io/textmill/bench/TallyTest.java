package io.textmill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TallyTest {
    private static final Published GOOD = published("good", null, 0);
    private static final Published BROKEN_ANSWERED = published("broken", "invalid_field", 1);
    private static final Published BROKEN_SILENT = published(null, "invalid_json", 2);

    private final Tally tally = new Tally(List.of(GOOD, BROKEN_ANSWERED, BROKEN_SILENT));

    @Test
    void isCompleteWhenEveryRecordHasWhatItIsOwed() {
        everythingIn();

        assertThat(tally.complete()).isTrue();
        assertThat(tally.missing()).isZero();
        assertThat(tally.duplicates()).isZero();
        assertThat(tally.succeeded()).isEqualTo(1);
        assertThat(tally.failed()).isEqualTo(1);
        assertThat(tally.deadLettered()).isEqualTo(2);
        assertThat(tally.problems()).isEmpty();
    }

    @Test
    void missesEveryRecordAtFirst() {
        assertThat(tally.missing()).isEqualTo(3);
        assertThat(tally.complete()).isFalse();
    }

    @Test
    void missesABrokenRecordThatWasAnsweredButNotDeadLettered() {
        tally.result(result("good", "succeeded"));
        tally.result(failed("broken", "invalid_field"));
        tally.deadLetter(BROKEN_SILENT.origin(), "invalid_json");

        assertThat(tally.missing()).isEqualTo(1);
        assertThat(tally.complete()).isFalse();
    }

    @Test
    void missesABrokenRecordThatWasDeadLetteredButNotAnswered() {
        tally.result(result("good", "succeeded"));
        tally.deadLetter(BROKEN_ANSWERED.origin(), "invalid_field");
        tally.deadLetter(BROKEN_SILENT.origin(), "invalid_json");

        assertThat(tally.missing()).isEqualTo(1);
        assertThat(tally.complete()).isFalse();
    }

    @Test
    void countsASecondResultOfOneRecordAsADuplicate() {
        everythingIn();

        tally.result(result("good", "succeeded"));

        assertThat(tally.duplicates()).isEqualTo(1);
        assertThat(tally.succeeded()).isEqualTo(1);
    }

    @Test
    void countsAResultThatNobodyAskedForAsADuplicate() {
        tally.result(result("stranger", "succeeded"));

        assertThat(tally.duplicates()).isEqualTo(1);
    }

    @Test
    void countsASecondDeadLetterOfOneRecordAsADuplicate() {
        everythingIn();

        tally.deadLetter(BROKEN_SILENT.origin(), "invalid_json");

        assertThat(tally.duplicates()).isEqualTo(1);
    }

    @Test
    void owesTwoResultsToAJobIdThatWasPublishedTwice() {
        var twice = new Tally(List.of(published("same", null, 0), published("same", null, 1)));

        twice.result(result("same", "succeeded"));
        int missingAfterOne = twice.missing();
        twice.result(result("same", "succeeded"));

        assertThat(missingAfterOne).isEqualTo(1);
        assertThat(twice.complete()).isTrue();
        assertThat(twice.duplicates()).isZero();
    }

    @Test
    void namesABrokenRecordThatGotAnotherErrorThanExpected() {
        tally.deadLetter(BROKEN_SILENT.origin(), "internal");

        assertThat(tally.problems())
                .containsExactly(
                        "broken record Origin[topic=t, partition=0, offset=2]: expected invalid_json, got internal");
    }

    @Test
    void namesABrokenRecordThatSucceeded() {
        tally.result(result("broken", "succeeded"));
        tally.deadLetter(BROKEN_SILENT.origin(), "invalid_json");

        assertThat(tally.problems()).containsExactly("broken record broken: expected invalid_field, got a success");
    }

    @Test
    void namesABrokenRecordThatSucceededThoughItsDeadLetterIsRight() {
        tally.result(result("broken", "succeeded"));
        tally.deadLetter(BROKEN_ANSWERED.origin(), "invalid_field");

        assertThat(tally.problems()).containsExactly("broken record broken: expected invalid_field, got a success");
    }

    @Test
    void namesABrokenRecordWhoseResultTellsAnotherErrorThanItsDeadLetter() {
        tally.result(failed("broken", "internal"));
        tally.deadLetter(BROKEN_ANSWERED.origin(), "invalid_field");

        assertThat(tally.problems())
                .containsExactly(
                        "broken record broken: expected invalid_field, got a result with the error 'internal'");
    }

    @Test
    void namesAFailureThatWasNotDeadLettered() {
        tally.result(result("good", "expired"));

        assertThat(tally.problems()).containsExactly("job good failed without a dead letter");
    }

    private void everythingIn() {
        tally.result(result("good", "succeeded"));
        tally.result(failed("broken", "invalid_field"));
        tally.deadLetter(BROKEN_ANSWERED.origin(), "invalid_field");
        tally.deadLetter(BROKEN_SILENT.origin(), "invalid_json");
    }

    static Published published(@Nullable String jobId, @Nullable String error, long offset) {
        return new Published(
                new Input(Task.SUMMARIZE, new byte[0], jobId, null, error), new Published.Origin("t", 0, offset));
    }

    static JsonNode result(String jobId, String status) {
        return Json.MAPPER.createObjectNode().put("jobId", jobId).put("status", status);
    }

    static JsonNode failed(String jobId, String error) {
        var result = Json.MAPPER.createObjectNode().put("jobId", jobId).put("status", "failed");
        result.putObject("error").put("code", error);
        return result;
    }
}
