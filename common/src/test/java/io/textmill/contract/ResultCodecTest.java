package io.textmill.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.textmill.schemas.Schemas;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ResultCodecTest {
    private static final Instant START = Instant.parse("2026-11-20T02:14:07Z");
    private static final JobResult.Timings TIMINGS =
            new JobResult.Timings(START, START.plusMillis(460), START.plusMillis(1312), 460, 1312);
    private static final CallRecord CALL = new CallRecord(
            "juhe", null, "G2302", null, null, null, "answered", Charged.YES, null, null, 12, 840, 0, "s.zh@1", null);

    static Stream<JobResult> results() {
        ObjectNode fields = (ObjectNode) new JsonMapper().readTree("""
            {"person":["林晓"],"amount":12.50,"paid":true,"due":null}\
            """);
        return Stream.of(
                succeeded(Task.SUMMARIZE, "一句话。", null, null),
                succeeded(Task.SENTIMENT, null, new JobResult.Sentiment("mixed", -0.25, Map.of("价格", "bad")), null),
                succeeded(Task.SENTIMENT, null, new JobResult.Sentiment("positive", 1, Map.of()), null),
                succeeded(
                        Task.EXTRACTION,
                        null,
                        null,
                        new JobResult.Extraction(
                                fields,
                                List.of(
                                        new JobResult.Entity("person", "林晓", 0, 2, true),
                                        new JobResult.Entity("amount", "12.50", null, null, false)))),
                failed(JobResult.Status.FAILED, ErrorCode.PROVIDER_UNCERTAIN),
                failed(JobResult.Status.EXPIRED, ErrorCode.DEADLINE_PASSED));
    }

    static JobResult succeeded(
            Task task,
            @Nullable String summary,
            JobResult.@Nullable Sentiment sentiment,
            JobResult.@Nullable Extraction extraction) {
        return new JobResult(
                "j",
                task,
                JobResult.Status.SUCCEEDED,
                summary,
                sentiment,
                extraction,
                "G2302",
                null,
                Collections.nCopies(50, CALL),
                1,
                summary == null ? null : 2,
                summary == null ? null : true,
                extraction == null ? null : List.of(new JobResult.Conflict("amount", List.of("12.50", "12.5"))),
                new JobResult.Usage(50, 49, 1, 0, 0, new BigDecimal("1E+3"), "CNY"),
                null,
                2,
                TIMINGS,
                "worker-1",
                "b",
                "t",
                Map.of("k", "v"));
    }

    static JobResult failed(JobResult.Status status, ErrorCode code) {
        return new JobResult(
                "j",
                Task.SUMMARIZE,
                status,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                new JobResult.Usage(0, 0, 0, 0, 0, null, null),
                new JobResult.Failure(code, "why"),
                1,
                TIMINGS,
                "worker-1",
                null,
                null,
                Map.of());
    }

    @ParameterizedTest
    @MethodSource("results")
    void aResultIsValidAgainstTheSchema(JobResult result) {
        assertThat(Examples.errors(Schemas.RESULT, ResultCodec.encode(result))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("results")
    void aResultComesBackAsItWasWritten(JobResult result) {
        byte[] written = ResultCodec.encode(result);

        assertThat(ResultCodec.encode(ResultCodec.decode(written))).isEqualTo(written);
        assertThat(ResultCodec.decode(written).timings()).isEqualTo(TIMINGS);
    }

    @ParameterizedTest
    @EnumSource(value = ErrorCode.class, names = "OTHER", mode = EnumSource.Mode.EXCLUDE)
    void aFailureOfEveryCodeIsValidAgainstTheSchema(ErrorCode code) {
        JobResult.Status status =
                code == ErrorCode.DEADLINE_PASSED ? JobResult.Status.EXPIRED : JobResult.Status.FAILED;

        assertThat(Examples.errors(Schemas.RESULT, ResultCodec.encode(failed(status, code))))
                .isEmpty();
    }

    @Test
    void theNumbersOfTheFormProvidersKeepTheirSpelling() {
        String json = new String(ResultCodec.encode(succeeded(Task.SUMMARIZE, "s", null, null)), UTF_8);

        assertThat(json).contains("\"order_id\":\"G2302\"").doesNotContain("orderId");
    }

    @ParameterizedTest
    @EnumSource(Charged.class)
    void chargedIsABooleanOrTheWordUnknown(Charged charged) {
        CallRecord call = new CallRecord(
                "jumdata", null, null, "69", null, null, "answered", charged, null, null, 0, 0, null, "p", null);
        CallEntry entry = new CallEntry("j", Task.SENTIMENT, null, "w", START, call);

        byte[] written = ResultCodec.encode(entry);

        assertThat(ResultCodec.decodeCall(written)).isEqualTo(entry);
        assertThat(Examples.errors(Schemas.CALL_ENTRY, written)).isEmpty();
        assertThat(new String(written, UTF_8))
                .contains("\"charged\":"
                        + switch (charged) {
                            case YES -> "true";
                            case NO -> "false";
                            case UNKNOWN -> "\"unknown\"";
                        });
    }

    @Test
    void aNewerWorkersFieldsAndCodesAreReadAllTheSame() {
        String json = new String(ResultCodec.encode(failed(JobResult.Status.FAILED, ErrorCode.PROVIDER_FAILED)), UTF_8)
                .replace("\"provider_failed\"", "\"provider_moved\"")
                .replace("{\"jobId\"", "{\"replayOf\":{\"n\":[1]},\"jobId\"");

        JobResult result = ResultCodec.decode(json.getBytes(UTF_8));

        assertThat(result.error())
                .isEqualTo(new JobResult.Failure(ErrorCode.Category.PROVIDER, ErrorCode.OTHER, "why"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "null", "[]", "{\"jobId\":\"j\"}", "not json"})
    void whatIsNoResultIsRefused(String value) {
        assertThatThrownBy(() -> ResultCodec.decode(value.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
