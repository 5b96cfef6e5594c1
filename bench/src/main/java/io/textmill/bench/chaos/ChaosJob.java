package io.textmill.bench.chaos;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A job of the chaos, as it stands in the first line of a record's value; what follows the line is padding.
 *
 * @param id unique in the run
 * @param kind how it ends
 * @param takes how long the provider takes to answer each call; zero means that there is no call
 * @param retries how many calls are answered with "later" before the one that counts
 * @param pause how long to wait before each of them
 * @param resultBytes how much is published for it, at least; zero is as little as there is to say
 */
record ChaosJob(String id, Kind kind, Duration takes, int retries, Duration pause, int resultBytes) {
    /** What waits so long waits in a retry topic, and what waits less in memory. */
    private static final Duration PARKED = Duration.ofSeconds(10);

    /** How a job ends. */
    enum Kind {
        /** With a result. */
        RESULT,
        /** With a dead letter that the work asks for. */
        DEAD_LETTER,
        /** With a dead letter, because the work throws. */
        DEFECT,
        /** With a dead letter, because the result is larger than any topic takes. */
        TOO_LARGE,
        /** With a dead letter, because it kills the process that runs it. */
        POISON;

        /** The topic in which it must be seen, once. */
        String topic() {
            return this == RESULT ? Site.RESULTS : Site.DEAD_LETTERS;
        }
    }

    /** A job that ends with a small result after one call. */
    static ChaosJob plain(String id, Duration takes) {
        return new ChaosJob(id, Kind.RESULT, takes, 0, Duration.ZERO, 0);
    }

    /** Whether its retries wait in a retry topic. */
    boolean parks() {
        return pause.compareTo(PARKED) >= 0;
    }

    /** The value of its record. */
    byte[] encode() {
        return "%s %s %d %d %d %d\n"
                .formatted(id, kind, takes.toMillis(), retries, pause.toMillis(), resultBytes)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The value of its record, made at least that long; the padding cannot be compressed away. */
    byte[] encode(int bytes, RandomGenerator random) {
        byte[] line = encode();
        byte[] padded = new byte[Math.max(bytes, line.length)];
        random.nextBytes(padded);
        System.arraycopy(line, 0, padded, 0, line.length);
        return padded;
    }

    /** The job of a record. */
    static ChaosJob parse(byte[] value) {
        int end = 0;
        while (end < value.length && value[end] != '\n') {
            end++;
        }
        String line = new String(Arrays.copyOf(value, end), StandardCharsets.UTF_8);
        String[] words = line.split(" ", -1);
        if (words.length != 6) {
            throw new IllegalArgumentException("not a job of the chaos: '" + line + "'");
        }
        return new ChaosJob(
                words[0],
                Kind.valueOf(words[1]),
                Duration.ofMillis(Long.parseLong(words[2])),
                Integer.parseInt(words[3]),
                Duration.ofMillis(Long.parseLong(words[4])),
                Integer.parseInt(words[5]));
    }
}
