package io.textmill.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharesTest {
    private static final Input ONE = input("one", 1);
    private static final Input OTHER = input("other", 1);
    private static final Input TRIPLE = input("triple", 3);

    private final Shares shares = new Shares();

    @Test
    void givesTurnsInTheProportionOfTheWeightsAtAnyTime() {
        List<Input> turns = turns(400, ONE, TRIPLE);

        for (int turn = 1; turn <= turns.size(); turn++) {
            assertThat((double) Collections.frequency(turns.subList(0, turn), TRIPLE))
                    .isBetween(turn * 0.75 - 1, turn * 0.75 + 1);
        }
    }

    @Test
    void givesEveryTurnToOneThatWaitsAlone() {
        assertThat(turns(1_000, ONE)).containsOnly(ONE);
    }

    @Test
    void doesNotMakeItPayForTurnsThatNobodyElseWanted() {
        turns(1_000, ONE);

        assertThat(Collections.frequency(turns(20, ONE, OTHER), ONE)).isEqualTo(10);
    }

    @Test
    void savesNoTurnsUpForOneThatHadNothingToDo() {
        turns(10, ONE, OTHER);
        turns(1_000, ONE);

        assertThat(Collections.frequency(turns(20, ONE, OTHER), OTHER)).isEqualTo(10);
    }

    @Test
    void keepsTheProportionAmongAnyNumberOfAnyWeights() {
        var random = new SplittableRandom(7);
        List<Input> inputs = IntStream.range(0, 12)
                .mapToObj(i -> input("in-" + i, random.nextDouble(0.01, 50)))
                .toList();
        double sum = inputs.stream().mapToDouble(Input::weight).sum();

        List<Input> turns = turns(100_000, inputs.toArray(Input[]::new));

        assertThat(inputs)
                .allSatisfy(input -> assertThat((double) Collections.frequency(turns, input))
                        .isBetween(100_000 * input.weight() / sum - 2, 100_000 * input.weight() / sum + 2));
    }

    @Test
    void anInputHasAWeight() {
        assertThatThrownBy(() -> input("none", 0)).hasMessage("weight: 0.0; allowed: above 0");
    }

    private List<Input> turns(int count, Input... waiting) {
        var turns = new ArrayList<Input>();
        for (int i = 0; i < count; i++) {
            turns.add(shares.next(List.of(waiting)));
        }
        return turns;
    }

    private static Input input(String topic, double weight) {
        return new Input(topic, "retry.", 0, Duration.ZERO, weight);
    }
}
