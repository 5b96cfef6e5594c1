package io.textmill.worker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CallsOfJobsTest {
    private final CallsOfJobs calls = new CallsOfJobs();

    @Test
    void tellsNothingBeforeItHasSeenSomeJobs() {
        for (int i = 0; i < 19; i++) {
            calls.add(3);
        }

        assertThat(calls.hundredths()).isZero();
        calls.add(3);
        assertThat(calls.hundredths()).isEqualTo(300);
    }

    @Test
    void followsTheMeanToWithinATenthAndALittleMore() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 200; i++) {
            calls.add(1);
        }

        for (int i = 0; i < 1_000; i++) {
            calls.add(random.nextInt(3, 8));
        }

        assertThat(calls.hundredths()).isCloseTo(500, within(80));
    }

    @Test
    void seldomTellsAnotherNumber() {
        var random = new SplittableRandom(2);
        var told = new HashSet<Integer>();

        for (int i = 0; i < 10_000; i++) {
            calls.add(random.nextInt(1, 4));
            told.add(calls.hundredths());
        }

        assertThat(told).hasSizeLessThan(10);
    }
}
