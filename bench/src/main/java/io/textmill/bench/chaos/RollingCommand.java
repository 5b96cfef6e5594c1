package io.textmill.bench.chaos;

import io.textmill.bench.BenchOptions;
import io.textmill.bench.Children;
import io.textmill.bench.Figure;
import io.textmill.bench.Recording;
import io.textmill.bench.RunFolder;
import io.textmill.bench.Screen;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Whether every call is made just once when thousands are in flight, and when workers join and are restarted. */
@Command(
        name = "rolling",
        description =
                "5,000 calls at once in one worker; then long calls over three workers while a fourth joins and the"
                    + " three are restarted one after the other. Exits with 1 when a call was cut off or made twice.")
public final class RollingCommand implements Callable<Integer> {
    private static final String NAME = "rolling";
    private static final String ABOUT = """
        Three brokers, workers with the real engine and its default budgets (drain 130 s), and a provider that keeps a \
        ledger, each a process of its own. First 5,000 calls of 20 s at once in one worker. Then jobs of 120 s, two \
        begun each second, over three workers: a fourth joins, and the three are told to stop (SIGTERM) and started \
        again one after the other. Each is one call. \
        Every call must be made once and be answered. With --quick everything takes 10 s.\
        """;
    private static final int AT_ONCE = 5_000;
    private static final Duration AT_ONCE_CALL = Duration.ofSeconds(20);
    private static final int RESTART_PER_SECOND = 2;
    private static final Duration RESTART_CALL = Duration.ofMinutes(2);
    private static final int QUICK_PER_SECOND = 10;
    private static final Duration QUICK = Duration.ofSeconds(10);

    @Mixin
    private BenchOptions options = new BenchOptions();

    private final Screen screen;

    /** The command, which shows itself there. */
    public RollingCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws InterruptedException {
        var recording = Recording.begin(NAME, options);
        var folder = RunFolder.create("textmill-rolling-");
        try (var children = new Children(() -> screen.say("\nStopping…"), folder::tidy)) {
            var rolling = new Rolling(folder.path(), children, screen::say);
            Rolling.Part atOnce = rolling.inFlight(AT_ONCE, options.quick ? QUICK : AT_ONCE_CALL);
            Rolling.Part restart = options.quick
                    ? rolling.restart(QUICK_PER_SECOND, QUICK)
                    : rolling.restart(RESTART_PER_SECOND, RESTART_CALL);
            Map<String, Figure> figures = figures(atOnce, restart);
            boolean clean = isClean(figures);
            if (clean) {
                folder.notNeeded();
            } else {
                screen.say("Logs are kept in " + folder.path());
            }
            int status = recording.publish(recording.report(ABOUT, figures, headline(atOnce, restart)), screen);
            return clean ? status : 1;
        }
    }

    private static Map<String, Figure> figures(Rolling.Part atOnce, Rolling.Part restart) {
        var figures = new LinkedHashMap<String, Figure>();
        figures.put("mostAtOnce", one("calls", atOnce.mostHeld()));
        figures.put("jobs", both(atOnce, restart, "jobs", part -> part.outcome().jobs()));
        figures.put(
                "cutOff", both(atOnce, restart, "calls", part -> part.outcome().cutOff()));
        figures.put(
                "repeated",
                both(
                        atOnce,
                        restart,
                        "calls",
                        part -> part.outcome().repeats().all().size()));
        figures.put(
                "missing", both(atOnce, restart, "jobs", part -> part.outcome().missing()));
        figures.put(
                "duplicates",
                both(atOnce, restart, "outcomes", part -> part.outcome().duplicates()));
        figures.put("longestStop", one("s", restart.longestStop().toMillis() / 1e3));
        return figures;
    }

    private static Figure both(
            Rolling.Part atOnce, Rolling.Part restart, String unit, ToDoubleFunction<Rolling.Part> value) {
        return one(unit, value.applyAsDouble(atOnce) + value.applyAsDouble(restart));
    }

    private static Figure one(String unit, double value) {
        return new Figure(unit, List.of(value));
    }

    private static boolean isClean(Map<String, Figure> figures) {
        return Stream.of("cutOff", "repeated", "missing", "duplicates")
                .allMatch(name -> figures.getOrDefault(name, one("", 1)).max() == 0);
    }

    private static String headline(Rolling.Part atOnce, Rolling.Part restart) {
        return "%d calls at once in one worker; of %d calls across a join and a rolling restart %d cut off, %d made again; the longest stop took %.0f s"
                .formatted(
                        atOnce.mostHeld(),
                        restart.outcome().calls(),
                        restart.outcome().cutOff(),
                        restart.outcome().repeats().all().size(),
                        restart.longestStop().toMillis() / 1e3);
    }
}
