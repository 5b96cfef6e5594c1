package io.textmill.worker.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryRulesTest {
    private final RetryRules rules = new RetryRules(5, 1, Duration.ofMillis(100), Duration.ofSeconds(2));

    @Test
    void doublesTheCeilingOfTheWaitUpToTheLongest() {
        var longest = IntStream.of(1, 2, 3, 6, 1_000)
                .mapToLong(failures -> longestOf(1_000, failures))
                .toArray();

        assertThat(longest[0]).isBetween(90L, 100L);
        assertThat(longest[1]).isBetween(180L, 200L);
        assertThat(longest[2]).isBetween(360L, 400L);
        assertThat(longest[3]).isBetween(1_800L, 2_000L);
        assertThat(longest[4]).isBetween(1_800L, 2_000L);
    }

    private long longestOf(int samples, int failures) {
        var random = new SplittableRandom(1);
        return IntStream.range(0, samples)
                .mapToLong(_ -> rules.delay(failures, random).toMillis())
                .max()
                .orElseThrow();
    }
}
