package io.textmill.bench.chaos;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws jobs of all kinds: the same seed gives the same jobs. */
final class Jobs {
    private static final double SHORTEST_MILLIS = 50;
    private static final double LONGEST_MILLIS = 8_000;
    /** Longer than a drain of the chaos, so that some are cut off by one. */
    private static final Duration VERY_LONG = Duration.ofSeconds(30);

    private static final int PERCENT_VERY_LONG = 1;
    private static final Duration IN_MEMORY = Duration.ofSeconds(2);
    private static final Duration IN_A_TOPIC = Duration.ofSeconds(10);

    /** Above what any topic takes. */
    private static final int TOO_LARGE_BYTES = 1_100_000;

    private Jobs() {}

    static List<ChaosJob> draw(long seed, int count) {
        var random = new SplittableRandom(seed);
        return IntStream.range(0, count).mapToObj(i -> draw("j" + i, random)).toList();
    }

    private static ChaosJob draw(String id, SplittableRandom random) {
        Duration takes = random.nextInt(100) < PERCENT_VERY_LONG ? VERY_LONG : takes(random);
        int kind = random.nextInt(100);
        if (kind < 3) {
            return new ChaosJob(id, ChaosJob.Kind.DEAD_LETTER, takes, 0, Duration.ZERO, 0);
        }
        if (kind < 4) {
            return new ChaosJob(id, ChaosJob.Kind.DEFECT, takes, 0, Duration.ZERO, 0);
        }
        if (kind < 5) {
            return new ChaosJob(id, ChaosJob.Kind.TOO_LARGE, takes, 0, Duration.ZERO, TOO_LARGE_BYTES);
        }
        int retries = kind < 20 ? 1 + random.nextInt(2) : 0;
        Duration pause = kind < 12 ? IN_MEMORY : IN_A_TOPIC;
        return new ChaosJob(id, ChaosJob.Kind.RESULT, takes, retries, pause, 0);
    }

    /** As many between 50 and 100 ms as between 4 and 8 s. */
    private static Duration takes(SplittableRandom random) {
        double millis = SHORTEST_MILLIS * Math.pow(LONGEST_MILLIS / SHORTEST_MILLIS, random.nextDouble());
        return Duration.ofMillis(Math.round(millis));
    }
}
