package io.textmill.bench.quota;

import java.time.Duration;
import java.util.List;

/**
 * A part of a trial: something happens, and then it is measured for so long.
 *
 * @param name for the table
 * @param event what happens at its beginning
 * @param measured for how long
 * @param kind what is asked of it
 */
record Step(String name, Event event, Duration measured, Kind kind) {
    /** Long enough for a window of 60 s, and half of one more. */
    private static final Duration LONG = Duration.ofSeconds(90);

    private static final Duration SHORT = Duration.ofMinutes(1);

    /** In which the first readings are made, and JVMs begin to run smoothly. */
    private static final Duration START = Duration.ofSeconds(15);

    /** The session timeout of brokers is 45 s. */
    private static final Duration UNTIL_NOTICED = Duration.ofMinutes(2);

    /** What happens. */
    sealed interface Event {
        /** So many workers are started. */
        record Grow(int more) implements Event {}

        /** So many workers are told to stop. */
        record Shrink(int fewer) implements Event {}

        /** A worker is killed without a word. */
        record Kill() implements Event {}

        /** Nothing. */
        record Nothing() implements Event {}
    }

    /** What is asked of it. */
    enum Kind {
        START,
        STEADY,
        SCALING,
        CRASH
    }

    /** That many workers from the start on. */
    static List<Step> steady(int workers, boolean quick) {
        return List.of(
                new Step("start", new Event.Grow(workers), START, Kind.START),
                new Step("steady", new Event.Nothing(), quick ? SHORT : LONG, Kind.STEADY));
    }

    /** Four workers, then eight, then two, then four of which one is killed. */
    static List<Step> story() {
        return List.of(
                new Step("start", new Event.Grow(4), START, Kind.START),
                new Step("steady", new Event.Nothing(), LONG, Kind.STEADY),
                new Step("4 to 8", new Event.Grow(4), LONG, Kind.SCALING),
                new Step("8 to 2", new Event.Shrink(6), LONG, Kind.SCALING),
                new Step("2 to 4", new Event.Grow(2), SHORT, Kind.SCALING),
                new Step("kill -9", new Event.Kill(), UNTIL_NOTICED, Kind.CRASH));
    }

    /** What there is time for. */
    static List<Step> quickStory() {
        return List.of(
                new Step("start", new Event.Grow(4), START, Kind.START),
                new Step("steady", new Event.Nothing(), SHORT, Kind.STEADY),
                new Step("4 to 8", new Event.Grow(4), SHORT, Kind.SCALING));
    }
}
