package io.textmill.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fields that are refused: each refusal names the field, the value and what is allowed. */
class JobCodecRefusalTest {
    private static final String START = "{\"jobId\":\"j-1\",\"text\":\"secret words\"";

    /** A job with that beside jobId and text. */
    private static Case with(Task task, String more, String message) {
        return new Case(task, START + "," + more + "}", "j-1", message);
    }

    private static Case summarize(String more, String message) {
        return with(Task.SUMMARIZE, more, message);
    }

    private static Case field(String element, String message) {
        return with(Task.EXTRACTION, "\"options\":{\"fields\":[" + element + "]}", "options.fields[0]" + message);
    }

    private static Case whole(String json, @Nullable String jobId, String message) {
        return new Case(Task.SUMMARIZE, json, jobId, message);
    }

    private static final String NAME = "1 to 128 characters, not blank, no control characters";
    private static final String TEXT = "a text that is not blank";
    private static final String LANGUAGE = "a BCP 47 tag such as zh or en-GB";
    private static final String DEADLINE = "an RFC 3339 instant such as 2026-11-20T09:30:00Z";
    private static final String PROVIDER =
            "a configured provider's name: 1 to 64 ASCII letters, digits, dots, hyphens or underscores";
    private static final String LONG = "x".repeat(200);

    static Stream<Case> jobs() {
        return Stream.of(
                whole("{\"text\":\"b\"}", null, "jobId: missing; allowed: " + NAME),
                whole("{\"jobId\":null,\"text\":\"b\"}", null, "jobId: null; allowed: " + NAME),
                whole("{\"jobId\":17,\"text\":\"b\"}", null, "jobId: 17; allowed: " + NAME),
                whole("{\"jobId\":\"\",\"text\":\"b\"}", null, "jobId: \"\"; allowed: " + NAME),
                whole("{\"jobId\":\" \u3000\",\"text\":\"b\"}", null, "jobId: \" \u3000\"; allowed: " + NAME),
                whole("{\"jobId\":\"a\\nb\",\"text\":\"b\"}", null, "jobId: \"a\uFFFDb\"; allowed: " + NAME),
                whole(
                        "{\"jobId\":\"" + LONG + "\",\"text\":\"b\"}",
                        null,
                        "jobId: \"" + "x".repeat(40) + "…\" (200 characters); allowed: " + NAME),
                whole("{\"jobId\":\"a\"}", "a", "text: missing; allowed: " + TEXT),
                whole("{\"jobId\":\"a\",\"text\":null}", "a", "text: null; allowed: " + TEXT),
                whole("{\"jobId\":\"a\",\"text\":12}", "a", "text: a number; allowed: " + TEXT),
                whole("{\"jobId\":\"a\",\"text\":[\"secret\"]}", "a", "text: a list of 1; allowed: " + TEXT),
                whole("{\"jobId\":\"a\",\"text\":{\"s\":1}}", "a", "text: an object of 1; allowed: " + TEXT),
                whole("{\"jobId\":\"a\",\"text\":\"\"}", "a", "text: a text of 0 characters; allowed: " + TEXT),
                whole(
                        "{\"jobId\":\"a\",\"text\":\" \\u00a0\\u3000\\ufeff\\u0000\"}",
                        "a",
                        "text: a text of 5 characters; allowed: " + TEXT),
                whole(
                        "{\"jobId\":\"a\",\"text\":\"secret \\ud800 words\"}",
                        "a",
                        "text: an unpaired surrogate at character 7; allowed: well-formed Unicode"),
                whole(
                        "{\"text\":\"😀\\udc00\",\"jobId\":\"a\"}",
                        "a",
                        "text: an unpaired surrogate at character 1; allowed: well-formed Unicode"),
                whole(
                        "{\"jobId\":\"a\\ud800\",\"text\":\"b\"}",
                        null,
                        "jobId: an unpaired surrogate at character 1; allowed: well-formed Unicode"),
                summarize(
                        "\"task\":\"sentiment\"",
                        "task: \"sentiment\"; allowed: summarize, as the topic says, or nothing"),
                summarize(
                        "\"task\":\"Summarize\"",
                        "task: \"Summarize\"; allowed: one of summarize, sentiment, extraction"),
                summarize("\"task\":null", "task: null; allowed: one of summarize, sentiment, extraction"),
                summarize("\"language\":\"zh_CN\"", "language: \"zh_CN\"; allowed: " + LANGUAGE),
                summarize("\"language\":\"\"", "language: \"\"; allowed: " + LANGUAGE),
                summarize("\"language\":\"english language\"", "language: \"english language\"; allowed: " + LANGUAGE),
                summarize("\"language\":\"zh\\n\"", "language: \"zh\uFFFD\"; allowed: " + LANGUAGE),
                summarize(
                        "\"language\":\"en-x-abcdefgh-abcdefgh-abcdefgh-abcdefgh\"",
                        "language: \"en-x-abcdefgh-abcdefgh-abcdefgh-abcdefgh\"; allowed: " + LANGUAGE),
                summarize("\"language\":[\"zh\"]", "language: a list of 1; allowed: " + LANGUAGE),
                summarize("\"provider\":\"http://evil/\"", "provider: \"http://evil/\"; allowed: " + PROVIDER),
                summarize("\"provider\":\"\"", "provider: \"\"; allowed: " + PROVIDER),
                summarize("\"provider\":false", "provider: false; allowed: " + PROVIDER),
                summarize("\"deadline\":1795140847100", "deadline: 1795140847100; allowed: " + DEADLINE),
                summarize("\"deadline\":\"tomorrow\"", "deadline: \"tomorrow\"; allowed: " + DEADLINE),
                summarize(
                        "\"deadline\":\"2026-02-30T00:00:00Z\"",
                        "deadline: \"2026-02-30T00:00:00Z\"; allowed: " + DEADLINE),
                summarize(
                        "\"deadline\":\"2026-12-01T24:00:00Z\"",
                        "deadline: \"2026-12-01T24:00:00Z\"; allowed: " + DEADLINE),
                summarize(
                        "\"deadline\":\"2026-12-01T00:00:00\"",
                        "deadline: \"2026-12-01T00:00:00\"; allowed: " + DEADLINE),
                summarize(
                        "\"deadline\":\"2026-12-01T00:00:00+19:00\"",
                        "deadline: \"2026-12-01T00:00:00+19:00\"; allowed: " + DEADLINE),
                summarize("\"tenant\":\"\"", "tenant: \"\"; allowed: " + NAME),
                summarize("\"tenant\":7", "tenant: 7; allowed: " + NAME),
                summarize("\"batchId\":{}", "batchId: an object of 0; allowed: " + NAME),
                summarize(
                        "\"batchId\":\"" + "图".repeat(129) + "\"",
                        "batchId: \"" + "图".repeat(40) + "…\" (129 characters); allowed: " + NAME),
                summarize("\"priority\":10", "priority: 10; allowed: an integer from 0 to 9"),
                summarize("\"priority\":-1", "priority: -1; allowed: an integer from 0 to 9"),
                summarize("\"priority\":1.5", "priority: 1.5; allowed: an integer from 0 to 9"),
                summarize("\"priority\":\"5\"", "priority: \"5\"; allowed: an integer from 0 to 9"),
                summarize("\"priority\":1e999999999", "priority: 1E+999999999; allowed: an integer from 0 to 9"),
                summarize("\"priority\":1e-999999999", "priority: 1E-999999999; allowed: an integer from 0 to 9"),
                summarize(
                        "\"priority\":" + "9".repeat(100),
                        "priority: " + "9".repeat(59) + "…; allowed: an integer from 0 to 9"),
                summarize("\"metadata\":[]", "metadata: a list of 0; allowed: an object"),
                summarize("\"metadata\":\"k=v\"", "metadata: \"k=v\"; allowed: an object"),
                summarize(
                        "\"metadata\":{\"pages\":12}",
                        "metadata.pages: 12; allowed: a string of at most 1024 characters"),
                summarize(
                        "\"metadata\":{\"k\":null}", "metadata.k: null; allowed: a string of at most 1024 characters"),
                summarize(
                        "\"metadata\":{\"k\":\"" + "v".repeat(1025) + "\"}",
                        "metadata.k: \"" + "v".repeat(39) + "…\" (1025 characters); allowed: a string of at most 1024"
                                + " characters"),
                summarize(
                        "\"metadata\":{\"\":\"v\"}",
                        "metadata: \"\"; allowed: at most 50 entries, each key of 1 to 128 characters"),
                summarize(
                        "\"metadata\":{" + entries(51) + "}",
                        "metadata: an object of 51; allowed: at most 50 entries, each key of 1 to 128 characters"));
    }

    static Stream<Case> options() {
        return Stream.of(
                summarize("\"options\":[]", "options: a list of 0; allowed: an object"),
                summarize("\"options\":null", "options: null; allowed: an object"),
                summarize(
                        "\"options\":{\"maxCharacters\":9}",
                        "options.maxCharacters: 9; allowed: an integer from 10 to 100000"),
                summarize(
                        "\"options\":{\"maxCharacters\":2147483648}",
                        "options.maxCharacters: 2147483648; allowed: an integer from 10 to 100000"),
                summarize(
                        "\"options\":{\"style\":\"poem\"}",
                        "options.style: \"poem\"; allowed: one of paragraph, bullets"),
                summarize(
                        "\"options\":{\"focus\":\" \"}",
                        "options.focus: \" \"; allowed: 1 to 200 characters, not blank"),
                summarize(
                        "\"options\":{\"chatId\":\"abc\"}",
                        "options.chatId: \"abc\"; allowed: 6 to 32 ASCII letters or digits"),
                summarize(
                        "\"options\":{\"chatId\":\"abcdef\\n\"}",
                        "options.chatId: \"abcdef\uFFFD\"; allowed: 6 to 32 ASCII letters or digits"),
                with(
                        Task.SENTIMENT,
                        "\"options\":{\"labels\":[\"a\"]}",
                        "options.labels: a list of 1; allowed: a list of 2 to 20 strings"),
                with(
                        Task.SENTIMENT,
                        "\"options\":{\"labels\":\"a,b\"}",
                        "options.labels: \"a,b\"; allowed: a list of 2 to 20 strings"),
                with(
                        Task.SENTIMENT,
                        "\"options\":{\"labels\":[\"a\",\"b\",\"a\"]}",
                        "options.labels[2]: \"a\"; allowed: each value once"),
                with(
                        Task.SENTIMENT,
                        "\"options\":{\"labels\":[\"a\",\"" + "b".repeat(41) + "\"]}",
                        "options.labels[1]: \"" + "b".repeat(41) + "\"; allowed: 1 to 40 characters, not blank"),
                with(
                        Task.SENTIMENT,
                        "\"options\":{\"aspects\":[\"price\",3]}",
                        "options.aspects[1]: 3; allowed: 1 to 60 characters, not blank"),
                with(
                        Task.EXTRACTION,
                        "\"options\":{\"fields\":[]}",
                        "options.fields: a list of 0; allowed: a list of 1 to 50 fields"),
                with(
                        Task.EXTRACTION,
                        "\"options\":{\"fields\":[{\"name\":\"a\"},{\"name\":\"a\"}]}",
                        "options.fields[1].name: \"a\"; allowed: each name once"),
                with(
                        Task.EXTRACTION,
                        "\"options\":{\"fields\":[{\"name\":\"a\"}],\"schema\":{}}",
                        "options: both fields and schema; allowed: either fields or schema"),
                with(
                        Task.EXTRACTION,
                        "\"options\":{\"schema\":{}}",
                        "options.schema.type: missing; allowed: \"object\""),
                with(
                        Task.EXTRACTION,
                        "\"options\":{\"schema\":{\"type\":[\"object\",\"null\"]}}",
                        "options.schema.type: a list of 2; allowed: \"object\""),
                with(
                        Task.EXTRACTION,
                        "\"options\":{\"schema\":{\"type\":\"object\"}}",
                        "options.schema.properties: missing; allowed: an object of 1 to 50 properties"),
                with(
                        Task.EXTRACTION,
                        "\"options\":{\"schema\":{\"type\":\"object\",\"properties\":{}}}",
                        "options.schema.properties: an object of 0; allowed: an object of 1 to 50 properties"),
                with(Task.EXTRACTION, "\"options\":{\"schema\":true}", "options.schema: true; allowed: an object"),
                field("\"name\"", ": \"name\"; allowed: an object with a name"),
                field("{}", ".name: missing; allowed: 1 to 60 characters, not blank, no control characters"),
                field(
                        "{\"name\":\"a\",\"type\":\"text\"}",
                        ".type: \"text\"; allowed: one of string, number, integer, boolean, date, enum, object"),
                field(
                        "{\"name\":\"a\",\"type\":\"enum\"}",
                        ".enum: missing; allowed: a list of values where the type is enum, nothing elsewhere"),
                field(
                        "{\"name\":\"a\",\"enum\":[\"x\"]}",
                        ".enum: a list of 1; allowed: a list of values where the type is enum, nothing elsewhere"),
                field(
                        "{\"name\":\"a\",\"description\":\"\"}",
                        ".description: \"\"; allowed: 1 to 200 characters, not blank"),
                field("{\"name\":\"a\",\"many\":\"yes\"}", ".many: \"yes\"; allowed: true or false"),
                field("{\"name\":\"a\",\"required\":1}", ".required: 1; allowed: true or false"));
    }

    @ParameterizedTest
    @MethodSource({"jobs", "options"})
    void aRefusalNamesFieldValueAndWhatIsAllowed(Case refused) {
        Decoded.Invalid invalid =
                (Decoded.Invalid) JobCodec.decode(refused.json().getBytes(UTF_8), refused.task(), 1_000_000);

        assertThat(invalid.message()).isEqualTo(refused.message());
        assertThat(invalid.jobId()).isEqualTo(refused.jobId());
        assertThat(invalid.code()).isEqualTo(ErrorCode.INVALID_FIELD);
        assertThat(invalid.value().codePointCount(0, invalid.value().length())).isLessThanOrEqualTo(60);
        assertThat(invalid.message()).doesNotContain("secret");
    }

    @Test
    void aShortenedValueNeverCutsACharacterInTwo() {
        byte[] value = (START + ",\"tenant\":\"" + "😀".repeat(129) + "\"}").getBytes(UTF_8);

        Decoded.Invalid invalid = (Decoded.Invalid) JobCodec.decode(value, Task.SUMMARIZE, 1_000_000);

        assertThat(invalid.value()).isEqualTo('"' + "😀".repeat(40) + "…\" (129 characters)");
    }

    private static String entries(int count) {
        StringBuilder entries = new StringBuilder();
        for (int i = 0; i < count; i++) {
            entries.append(i == 0 ? "" : ",").append("\"k").append(i).append("\":\"v\"");
        }
        return entries.toString();
    }

    record Case(Task task, String json, @Nullable String jobId, String message) {
        @Override
        public String toString() {
            return message;
        }
    }
}
