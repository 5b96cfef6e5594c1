package io.textmill.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JobCodecTest {
    private static final Instant DEADLINE = Instant.parse("2026-12-01T01:30:00Z");

    static Stream<Job> jobs() {
        return Stream.of(
                Job.summarize("a", "一段文字。"),
                Job.sentiment("b", "Nice 👍🏽, really."),
                Job.extraction("c", "line one\nline two\t\"quoted\" \\ \u0000 end"),
                new Job(
                        "图".repeat(128),
                        Task.SUMMARIZE,
                        "text",
                        "zh-Hans-CN",
                        "openai.eu-1",
                        new SummarizeOptions(100_000, SummarizeOptions.Style.BULLETS, "价格", "abc123"),
                        DEADLINE,
                        "客服部",
                        0,
                        "batch 7",
                        Map.of("k", "", "键", "值")),
                Job.sentiment("d", "text")
                        .withOptions(new SentimentOptions(List.of("好", "坏"), List.of("price"), "abcdef")),
                Job.extraction("e", "text")
                        .withOptions(new ExtractionOptions(
                                List.of(
                                        new ExtractionOptions.Field(
                                                "size",
                                                ExtractionOptions.Type.ENUM,
                                                "the size",
                                                List.of("S", "M"),
                                                false,
                                                true),
                                        new ExtractionOptions.Field(
                                                "day", ExtractionOptions.Type.DATE, null, List.of(), true, false)),
                                null,
                                null)),
                Job.extraction("f", "text")
                        .withOptions(new ExtractionOptions(List.of(), new JsonMapper().readTree("""
                            {"type":"object","properties":{"n":{"type":"number","minimum":1}}}\
                            """), null))
                        .withProvider("juhe"));
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void aJobComesBackAsItWasWritten(Job job) {
        Decoded decoded = JobCodec.decode(JobCodec.encode(job), job.task(), JobCodec.DEFAULT_MAX_BYTES);

        assertThat(decoded).isEqualTo(new Decoded.Valid(job, Set.of()));
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void anEncodedJobIsValidAgainstTheSchema(Job job) {
        assertThat(Examples.errors(Examples.schemaOf(job.task()), JobCodec.encode(job)))
                .isEmpty();
    }

    @Test
    void aJobOfTwoFieldsHasTheDefaultsOfItsTopic() {
        Job job = valid("""
            {"jobId":"a","text":"b"}\
            """, Task.SENTIMENT).job();

        assertThat(job).isEqualTo(Job.sentiment("a", "b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-12-01T09:30:00+08:00",
                "2026-12-01t01:30:00z",
                "2026-12-01T01:30:00.000000000Z",
                "2026-11-30T21:30:00-04:00",
                "2026-12-01T01:30:00-00:00"
            })
    void aDeadlineIsAnyRfc3339Instant(String written) {
        Job job = valid("{\"jobId\":\"a\",\"text\":\"b\",\"deadline\":\"" + written + "\"}", Task.SUMMARIZE)
                .job();

        assertThat(job.deadline()).isEqualTo(DEADLINE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"zh", "en-GB", "zh-Hans-CN", "de-CH-1996", "sl-rozaj-biske", "en-u-ca-buddhist", "yue", "es-419"
            })
    void aLanguageIsAnyBcp47Tag(String tag) {
        Job job = valid("{\"jobId\":\"a\",\"text\":\"b\",\"language\":\"" + tag + "\"}", Task.SUMMARIZE)
                .job();

        assertThat(job.language()).isEqualTo(tag);
    }

    @Test
    void unknownFieldsAreReportedByTheirPath() {
        Decoded.Valid valid = valid("""
            {"jobId":"a","colour":1e99,"text":"b","nested":{"text":2},
             "options":{"tone":null,"fields":[{"name":"x"},{"name":"y","unit":"kg"}]}}\
            """, Task.EXTRACTION);

        assertThat(valid.unknownFields())
                .containsExactlyInAnyOrder("colour", "nested", "options.tone", "options.fields[1].unit");
    }

    @Test
    void onlyTheFirstHundredUnknownFieldsAreReported() {
        StringBuilder json = new StringBuilder("{\"jobId\":\"a\",\"text\":\"b\"");
        for (int i = 0; i < 1000; i++) {
            json.append(",\"u").append(i).append("\":[]");
        }

        Decoded.Valid valid = valid(json.append('}').toString(), Task.SUMMARIZE);

        assertThat(valid.unknownFields()).hasSize(100);
    }

    @Test
    void aByteOrderMarkIsIgnored() {
        assertThat(valid("\uFEFF{\"jobId\":\"a\",\"text\":\"b\"}", Task.SUMMARIZE)
                        .job())
                .isEqualTo(Job.summarize("a", "b"));
    }

    @Test
    void anIntegerMayBeWrittenWithAFraction() {
        assertThat(valid("{\"jobId\":\"a\",\"text\":\"b\",\"priority\":7.0}", Task.SUMMARIZE)
                        .job()
                        .priority())
                .isEqualTo(7);
    }

    @Test
    void aSurrogatePairMayBeWrittenWithEscapes() {
        assertThat(valid("{\"jobId\":\"a\",\"text\":\"\\ud83d\\ude00\"}", Task.SUMMARIZE)
                        .job()
                        .text())
                .isEqualTo("😀");
    }

    @Test
    void aValueOfExactlyTheLimitIsAccepted() {
        byte[] value = JobCodec.encode(Job.summarize("a", "好".repeat(100)));

        assertThat(JobCodec.decode(value, Task.SUMMARIZE, value.length)).isInstanceOf(Decoded.Valid.class);
        assertThat(JobCodec.decode(value, Task.SUMMARIZE, value.length - 1)).isInstanceOf(Decoded.Invalid.class);
    }

    @Test
    void optionsOfAnotherTaskAreNotWritten() {
        Job job = Job.summarize("a", "b").withOptions(SentimentOptions.DEFAULT);

        assertThatThrownBy(() -> JobCodec.encode(job))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("options: SentimentOptions; allowed: SummarizeOptions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "a\ud83db", "\ude00"})
    void anUnpairedSurrogateIsWrittenSoThatItIsRefused(String text) {
        byte[] value = JobCodec.encode(Job.summarize("a", text));

        assertThat(JobCodec.decode(value, Task.SUMMARIZE, JobCodec.DEFAULT_MAX_BYTES))
                .isInstanceOfSatisfying(
                        Decoded.Invalid.class,
                        invalid -> assertThat(invalid.message()).startsWith("text: an unpaired surrogate"));
    }

    private static Decoded.Valid valid(String json, Task task) {
        return (Decoded.Valid) JobCodec.decode(json.getBytes(UTF_8), task, JobCodec.DEFAULT_MAX_BYTES);
    }
}
