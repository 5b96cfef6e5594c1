package io.textmill.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.Examples.Example;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Broken in twenty thousand ways, a value is still either a job or a refusal, never an exception; and where the codec
 * judges the fields, an independent validator with the schema agrees.
 */
class JobCodecFuzzTest {
    private static final long SEED = 20261120;
    private static final int INPUTS = 20_000;
    private static final List<Task> TASKS = List.of(Task.values());
    private static final List<String> TOKENS = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ",",
            ":",
            "\\",
            "\\u",
            "\\ud800",
            "null",
            "true",
            "-",
            "1e9",
            "1E999999999999",
            "0.1",
            "\"jobId\":",
            "\"text\":\"\"",
            "\uFEFF",
            "\u0000",
            "好",
            "😀",
            "[".repeat(40),
            "{\"a\":".repeat(600));

    /** What no JSON Schema can say. */
    private static final Pattern STRICTER = Pattern.compile("unpaired surrogate|each name once");

    private final Random random = new Random(SEED);
    private int valid;
    private int answerable;
    private int lost;

    @Test
    void everyMutationIsAJobOrARefusal() {
        List<byte[]> seeds = Arrays.stream(Task.values())
                .flatMap(task -> Stream.of("valid", "invalid")
                        .flatMap(kind -> Examples.of("job-" + task.wireName() + "/" + kind).stream()))
                .map(Example::value)
                .toList();

        for (int input = 0; input < INPUTS; input++) {
            check(mutated(seeds.get(random.nextInt(seeds.size()))), input);
        }

        // Each kind must occur, or the mutations would prove nothing.
        assertThat(valid).isGreaterThan(INPUTS / 100);
        assertThat(answerable).isGreaterThan(INPUTS / 100);
        assertThat(lost).isGreaterThan(INPUTS / 100);
    }

    private void check(byte[] value, int input) {
        Task task = TASKS.get(random.nextInt(TASKS.size()));
        Decoded decoded = decode(value, task, input);
        if (decoded instanceof Decoded.Valid job) {
            valid++;
            assertThat(JobCodec.decode(JobCodec.encode(job.job()), task, 1_000_000))
                    .as("seed %d, input %d", SEED, input)
                    .isInstanceOf(Decoded.Valid.class);
            assertThat(Examples.errors(Examples.schemaOf(task), withoutMark(value)))
                    .as("what the schema says of seed %d, input %d", SEED, input)
                    .isEmpty();
        } else if (decoded instanceof Decoded.Invalid refusal) {
            if (refusal.jobId() == null) {
                lost++;
            } else {
                answerable++;
            }
            if (refusal.code() == ErrorCode.INVALID_FIELD
                    && !STRICTER.matcher(refusal.message()).find()) {
                assertThat(Examples.errors(Examples.schemaOf(task), withoutMark(value)))
                        .as("%s, but what the schema says of seed %d, input %d", refusal.message(), SEED, input)
                        .isNotEmpty();
            }
            assertThat(refusal.message().codePoints())
                    .as("seed %d, input %d", SEED, input)
                    .hasSizeLessThan(500)
                    .noneMatch(Character::isISOControl);
        }
    }

    private static Decoded decode(byte[] value, Task task, int input) {
        try {
            return JobCodec.decode(value, task, 20_000);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("seed " + SEED + ", input " + input + ": " + new String(value, UTF_8), e);
        }
    }

    private static byte[] withoutMark(byte[] value) {
        return new String(value, UTF_8).replaceFirst("^\uFEFF", "").getBytes(UTF_8);
    }

    private byte[] mutated(byte[] seed) {
        byte[] value = seed;
        for (int left = random.nextInt(4); left >= 0; left--) {
            value = mutate(value);
        }
        return value;
    }

    private byte[] mutate(byte[] value) {
        if (value.length == 0) {
            return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(UTF_8);
        }
        int at = random.nextInt(value.length);
        int end = Math.min(value.length, at + 1 + random.nextInt(30));
        return switch (random.nextInt(7)) {
            case 0 -> splice(value, at, at + 1, new byte[] {(byte) random.nextInt(256)});
            case 1 -> splice(value, at, end, new byte[0]);
            case 2 -> splice(value, at, at, Arrays.copyOfRange(value, at, end));
            case 3 -> Arrays.copyOf(value, at);
            case 4 -> splice(value, at, at, new byte[] {(byte) ' '});
            default ->
                splice(value, at, at, TOKENS.get(random.nextInt(TOKENS.size())).getBytes(UTF_8));
        };
    }

    private static byte[] splice(byte[] value, int from, int to, byte[] middle) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(value, 0, from);
        out.writeBytes(middle);
        out.write(value, to, value.length - to);
        return out.toByteArray();
    }
}
