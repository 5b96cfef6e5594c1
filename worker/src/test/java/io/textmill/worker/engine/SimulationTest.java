package io.textmill.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Real engines in a made-up world in which everything goes wrong, as a seed has it. {@code -Dsimulation.seeds=100000}
 * runs more seeds; {@code -Dsimulation.from=4711 -Dsimulation.seeds=1} runs that one again and tells what happens.
 */
class SimulationTest {
    private static final long FROM = Long.getLong("simulation.from", 0);
    private static final long SEEDS = Long.getLong("simulation.seeds", 500);
    private static final boolean TELLS = SEEDS == 1;

    private static final Logger ENGINE = (Logger) LoggerFactory.getLogger(SimulationTest.class.getPackageName());
    private static Level level;

    /** The engine warns of all that is done to it here. */
    @BeforeAll
    static void silenceTheEngine() {
        level = ENGINE.getLevel();
        ENGINE.setLevel(TELLS ? Level.INFO : Level.OFF);
    }

    @AfterAll
    static void giveItsVoiceBack() {
        ENGINE.setLevel(level);
    }

    @Test
    void holdsTheInvariantsWhateverHappens() {
        var runs = new SimRun(TELLS ? SimulationTest::tell : SimTrace.NONE);

        for (long seed = FROM; seed < FROM + SEEDS; seed++) {
            runs.accept(seed);
        }

        if (SEEDS != 500) {
            System.err.println(SEEDS + " seeds from " + FROM + ": " + runs.counts());
        }
        if (SEEDS >= 500) {
            // What never happens is not tested.
            assertThat(everything())
                    .allSatisfy(what -> assertThat(runs.counts().of(what)).isPositive());
        }
    }

    @Test
    void goesTheSameWayFromTheSameSeed() {
        for (long seed = 0; seed < 10; seed++) {
            assertThat(toldOf(seed)).as("seed %d", seed).isEqualTo(toldOf(seed));
        }
    }

    private static List<Enum<?>> everything() {
        return Stream.<Enum<?>[]>of(SimFault.values(), SimEvent.values(), SimJob.Act.values(), Work.Reason.values())
                .flatMap(Arrays::stream)
                .toList();
    }

    private static List<String> toldOf(long seed) {
        var told = new ArrayList<String>();
        new SimRun((millis, what) -> told.add(millis + " " + what.get())).accept(seed);
        return told;
    }

    private static void tell(long millis, Supplier<String> what) {
        System.err.printf("%,12d %s%n", millis, what.get());
    }
}
