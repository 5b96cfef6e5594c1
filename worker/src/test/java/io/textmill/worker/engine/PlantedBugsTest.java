package io.textmill.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Whether the simulation would notice: an engine with a bug planted in it must not survive. */
class PlantedBugsTest {
    /** Four times what a build runs: which seed kills what changes with the engine, and some need two troubles at once. */
    private static final long MOST_SEEDS = 10_000;

    private static final Logger ENGINE = (Logger) LoggerFactory.getLogger(PlantedBugsTest.class.getPackageName());
    private static Level level;

    @TempDir
    static Path folder;

    @BeforeAll
    static void silenceTheEngines() {
        level = ENGINE.getLevel();
        ENGINE.setLevel(Level.OFF);
    }

    @AfterAll
    static void giveThemTheirVoiceBack() {
        ENGINE.setLevel(level);
    }

    @ParameterizedTest
    @MethodSource("io.textmill.worker.engine.PlantedBug#all")
    void doesNotSurviveTheSimulation(PlantedBug bug) throws Exception {
        LongConsumer runs = bug.runs(folder);

        String violation = null;
        for (long seed = 0; seed < MOST_SEEDS && violation == null; seed++) {
            violation = violation(runs, seed);
        }

        assertThat(violation).as("what kills %s", bug).isNotNull();
        System.err.println(bug + ": " + violation);
    }

    private static String violation(LongConsumer runs, long seed) {
        try {
            runs.accept(seed);
            return null;
        } catch (AssertionError e) {
            return e.getMessage().lines().findFirst().orElseThrow();
        }
    }
}
