package io.textmill.bench.spend;

import io.textmill.bench.BenchOptions;
import io.textmill.bench.Children;
import io.textmill.bench.Figure;
import io.textmill.bench.Recording;
import io.textmill.bench.RunFolder;
import io.textmill.bench.Screen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Whether eight workers that race against a cap stay within it, and use it up. */
@Command(
        name = "spend",
        description =
                "Eight workers race against a cap on money and one on calls, with twice the jobs that the caps pay"
                        + " for; then again, and two workers are killed half way. Exits with 1 when a provider charged"
                        + " more.")
public final class SpendCommand implements Callable<Integer> {
    private static final String NAME = "spend";
    private static final String ABOUT = """
        Eight workers as separate processes, a broker, and two provider simulators whose ledgers are the truth. One \
        provider's money is capped, the other's calls; twice as many jobs are published as the caps pay for. The second \
        race kills two workers (SIGKILL) when half of both caps is spent: the leases of the dead count as spent.\
        """;
    private static final int KILLS = 2;

    @Mixin
    private BenchOptions options = new BenchOptions();

    private final Screen screen;

    /** The command, which shows itself there. */
    public SpendCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws Exception {
        var recording = Recording.begin(NAME, options);
        Race.Size size = options.quick ? Race.Size.QUICK : Race.Size.FULL;
        int cap = size.cap();
        Race.Outcome race = run(size, 0);
        Race.Outcome killed = run(size, KILLS);
        Map<String, Figure> figures = figures(cap, race, killed);
        long overshoot = overshoot(cap, race, killed);
        var report = recording.report(
                ABOUT,
                figures,
                "8 workers against caps worth %d calls each: overshoot %d; used %.1f %% of the money and %.1f %% of the"
                                .formatted(cap, overshoot, percent(race.money(), cap), percent(race.calls(), cap))
                        + " calls; %.1f %% and %.1f %% with two workers killed"
                                .formatted(percent(killed.money(), cap), percent(killed.calls(), cap)));
        int status = recording.publish(report, screen);
        return overshoot == 0 ? status : 1;
    }

    private Race.Outcome run(Race.Size size, int kills) throws Exception {
        int cap = size.cap();
        var folder = RunFolder.create("textmill-spend-");
        try (var children = new Children(() -> screen.say("\nStopping…"), folder::tidy)) {
            Race.Outcome outcome = new Race(folder.path(), children, size, kills).run(options.seed);
            screen.say("%d killed: %d of %d calls by the cap on money, %d of %d by the cap on calls, %d lease records"
                    .formatted(kills, outcome.money(), cap, outcome.calls(), cap, outcome.leaseRecords()));
            if (overshoot(cap, outcome) == 0) {
                folder.notNeeded();
            } else {
                screen.say("Logs are kept in " + folder.path());
            }
            return outcome;
        }
    }

    private static long overshoot(int cap, Race.Outcome... races) {
        long overshoot = 0;
        for (Race.Outcome race : races) {
            overshoot += Math.max(0, race.money() - cap) + Math.max(0, race.calls() - cap);
        }
        return overshoot;
    }

    private static Map<String, Figure> figures(int cap, Race.Outcome race, Race.Outcome killed) {
        var figures = new LinkedHashMap<String, Figure>();
        figures.put("overshoot", one("calls", (double) overshoot(cap, race, killed)));
        figures.put("usedMoney", one("%", percent(race.money(), cap)));
        figures.put("usedCalls", one("%", percent(race.calls(), cap)));
        figures.put("usedMoneyKilled", one("%", percent(killed.money(), cap)));
        figures.put("usedCallsKilled", one("%", percent(killed.calls(), cap)));
        figures.put("leaseRecords", one("records", (double) race.leaseRecords()));
        return figures;
    }

    private static Figure one(String unit, double value) {
        return new Figure(unit, List.of(value));
    }

    private static double percent(long used, int cap) {
        return 100.0 * used / cap;
    }
}
