package io.textmill.contract;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that are no JSON object of ours at all. */
class JobCodecJsonTest {
    private static final String ONE_OBJECT = "; allowed: one JSON object in UTF-8";
    private static final String JOB = "{\"jobId\":\"j\",\"text\":\"secret\"";

    static Stream<Case> broken() {
        return Stream.of(
                new Case("", null, "value: an empty value" + ONE_OBJECT),
                new Case(" \n", null, "value: an empty value" + ONE_OBJECT),
                new Case("\uFEFF", null, "value: an empty value" + ONE_OBJECT),
                new Case("null", null, "value: null" + ONE_OBJECT),
                new Case("[" + JOB + "}]", null, "value: a list of 1" + ONE_OBJECT),
                new Case("\"secret\"", null, "value: a string" + ONE_OBJECT),
                new Case("12", null, "value: a number" + ONE_OBJECT),
                new Case("secret", null, "value: broken JSON at byte 0" + ONE_OBJECT),
                new Case(JOB, "j", "text: it ends too early, at byte 28" + ONE_OBJECT),
                new Case(JOB + ",\"language\":\"z", "j", "language: it ends too early, at byte 42" + ONE_OBJECT),
                new Case(JOB + ",}", "j", "text: broken JSON at byte 29" + ONE_OBJECT),
                new Case(JOB + ",\"priority\":007}", "j", "priority: broken JSON at byte 41" + ONE_OBJECT),
                new Case(JOB + ",\"priority\":NaN}", "j", "priority: broken JSON at byte 43" + ONE_OBJECT),
                new Case(JOB + ",'tenant':1}", "j", "text: broken JSON at byte 29" + ONE_OBJECT),
                new Case("{\"jobId\":\"j\",\"text\":secret}", "j", "text: broken JSON at byte 20" + ONE_OBJECT),
                new Case("{\"text\":\"好\n\",\"jobId\":\"j\"}", null, "text: broken JSON at byte 12" + ONE_OBJECT),
                new Case(JOB + ",\"\\ud800\":1}", "j", "text: broken JSON at byte 36" + ONE_OBJECT),
                new Case(JOB + "} {}", "j", "value: more after the object, at byte 30" + ONE_OBJECT),
                new Case(JOB + "}]", "j", "value: broken JSON at byte 29" + ONE_OBJECT),
                new Case(JOB + "} x", "j", "value: broken JSON at byte 30" + ONE_OBJECT),
                new Case(JOB + ",\"text\":\"again\"}", "j", "text: the key stands twice; allowed: each key once"),
                new Case(
                        JOB + ",\"x\":[{},{\"a\":1,\"\\u0061\":2}]}",
                        "j",
                        "x[1].a: the key stands twice; allowed: each key once"),
                new Case(JOB + ",\"jobId\":\"k\"}", null, "jobId: the key stands twice; allowed: each key once"),
                new Case(
                        "{\"text\":\"a\",\"text\":\"b\",\"jobId\":\"j\"}",
                        "j",
                        "text: the key stands twice; allowed: each key once"),
                new Case(
                        JOB + ",\"x\":" + "[".repeat(32) + "]".repeat(32) + "}",
                        "j",
                        "x" + "[0]".repeat(31) + ": more than 32 levels; allowed: at most 32 levels"),
                new Case(
                        "{\"x\":" + "{\"a\":".repeat(40) + "1" + "}".repeat(40) + ",\"jobId\":\"j\",\"text\":\"b\"}",
                        "j",
                        "x" + ".a".repeat(31) + ": more than 32 levels; allowed: at most 32 levels"),
                new Case(
                        JOB + ",\"x\":" + "9".repeat(1001) + "}",
                        "j",
                        "x: a number or a name beyond all bounds; allowed: numbers of at most 1000 digits and names of"
                                + " at most 50000 characters"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void brokenJsonIsRefusedWithItsPlace(Case broken) {
        Decoded.Invalid invalid = decode(broken.json().getBytes(UTF_8));

        assertThat(invalid.message()).isEqualTo(broken.message());
        assertThat(invalid.jobId()).isEqualTo(broken.jobId());
        assertThat(invalid.code()).isEqualTo(ErrorCode.INVALID_JSON);
    }

    @Test
    void exactlyThirtyTwoLevelsAreAccepted() {
        String json = JOB + ",\"x\":" + "[".repeat(31) + "]".repeat(31) + "}";

        assertThat(JobCodec.decode(json.getBytes(UTF_8), Task.SUMMARIZE, 1_000_000))
                .isInstanceOf(Decoded.Valid.class);
    }

    @Test
    void aHundredThousandLevelsAreRefusedLikeThirtyThree() {
        Decoded.Invalid invalid = decode((JOB + ",\"x\":" + "[".repeat(100_000)).getBytes(UTF_8));

        assertThat(invalid.value()).isEqualTo("more than 32 levels");
        assertThat(invalid.jobId()).isEqualTo("j");
    }

    @Test
    void noValueIsNoJob() {
        assertThat(((Decoded.Invalid) JobCodec.decode(null, Task.SUMMARIZE, 1_000_000)).message())
                .isEqualTo("value: no value" + ONE_OBJECT);
    }

    @Test
    void malformedUtf8IsRefusedAtItsByte() {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.writeBytes("{\"jobId\":\"j\",\"text\":\"好".getBytes(UTF_8));
        value.write(0xff);
        value.writeBytes("\"}".getBytes(UTF_8));

        Decoded.Invalid invalid = decode(value.toByteArray());

        assertThat(invalid.message()).isEqualTo("value: not UTF-8 at byte 24" + ONE_OBJECT);
        assertThat(invalid.jobId()).isEqualTo("j");
    }

    static Stream<byte[]> notUtf8() {
        String json = "{\"jobId\":\"j\",\"text\":\"房间很干净\"}";
        return Stream.of(
                json.getBytes(Charset.forName("GBK")),
                json.getBytes(Charset.forName("UTF-16")),
                // an overlong slash, a surrogate as three bytes, a character beyond the last, a cut-off one
                new byte[] {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'},
                new byte[] {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'},
                new byte[] {'{', '"', (byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80, '"', ':', '1', '}'},
                new byte[] {'{', '"', (byte) 0xe5, (byte) 0xa5});
    }

    @ParameterizedTest
    @MethodSource("notUtf8")
    void anotherEncodingIsRefused(byte[] value) {
        assertThat(decode(value).value()).startsWith("not UTF-8 at byte ");
    }

    @Test
    void utf16WithoutAMarkIsNotTakenForJson() {
        assertThat(decode("{\"jobId\":\"j\",\"text\":\"b\"}".getBytes(UTF_16LE)).code())
                .isEqualTo(ErrorCode.INVALID_JSON);
    }

    @Test
    void theJobIdIsReadEvenAfterBytesThatAreNotUtf8() {
        byte[] value = "{\"text\":\"房间\",\"jobId\":\"j\"}".getBytes(Charset.forName("GBK"));

        assertThat(decode(value).jobId()).isEqualTo("j");
    }

    @Test
    void aJobIdThatIsNotUtf8IsNotRead() {
        byte[] value = "{\"jobId\":\"房间\",\"text\":\"b\"}".getBytes(Charset.forName("GBK"));

        assertThat(decode(value).jobId()).isNull();
    }

    @Test
    void anOverLongTextIsNamed() {
        byte[] value = JobCodec.encode(Job.summarize("j", "好".repeat(400)));

        Decoded.Invalid invalid = (Decoded.Invalid) JobCodec.decode(value, Task.SUMMARIZE, 1000);

        assertThat(invalid)
                .isEqualTo(new Decoded.Invalid(
                        "j", ErrorCode.JOB_TOO_LARGE, "text", "a text of 1200 bytes", "a value of at most 1000 bytes"));
    }

    @Test
    void aValueThatIsTooLargeForAnotherReasonIsRefusedAsAWhole() {
        byte[] value = (JOB + ",\"x\":\"" + "y".repeat(1000) + "\"}").getBytes(UTF_8);

        Decoded.Invalid invalid = (Decoded.Invalid) JobCodec.decode(value, Task.SUMMARIZE, 1000);

        assertThat(invalid)
                .isEqualTo(new Decoded.Invalid(
                        "j", ErrorCode.JOB_TOO_LARGE, "", "1036 bytes", "a value of at most 1000 bytes"));
    }

    private static Decoded.Invalid decode(byte[] value) {
        return (Decoded.Invalid) JobCodec.decode(value, Task.SUMMARIZE, 1_000_000);
    }

    record Case(String json, @Nullable String jobId, String message) {
        @Override
        public String toString() {
            return message;
        }
    }
}
