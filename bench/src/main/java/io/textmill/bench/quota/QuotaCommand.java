package io.textmill.bench.quota;

import io.textmill.bench.BenchOptions;
import io.textmill.bench.Children;
import io.textmill.bench.Figure;
import io.textmill.bench.Recording;
import io.textmill.bench.Report;
import io.textmill.bench.RunFolder;
import io.textmill.bench.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How much of a provider's limits a fleet uses without breaking them, however the work lies and the fleet changes. */
@Command(
        name = "quota",
        description =
                "Fleets of 1 to 8 workers against a provider that counts strictly in windows of 1, 10 and 60 s: how"
                    + " much of the limit they use and how many calls are refused, with an even backlog and with 80 %"
                    + " of it in one partition, while the fleet grows, shrinks, and loses a worker to kill -9. Beside"
                    + " the default, the other ways to divide a limit. Takes about 75 minutes, with --quick 5.")
public final class QuotaCommand implements Callable<Integer> {
    private static final String NAME = "quota";
    private static final String ABOUT = """
        One broker, one provider simulator that refuses every call beyond its limit in any window of 1, 10 or 60 s, and \
        workers, each a process of its own. The backlog is published first: jobs of one call in 24 partitions, even, or \
        80 % of it in one partition. The limit is divided by each worker for itself: by backlog (the default), by \
        partitions, in N fixed parts (static), or by a token bucket a worker that is full at the start (naive; N as it is \
        at first). Broker, provider, workers and bench share the machine.\
        """;

    /** About half of what the calls that are allowed would take with texts of varied length, so that tokens bind. */
    private static final int TOKENS_PER_CALL = 250;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(
            names = "--arm",
            paramLabel = "ARM",
            description = "only these of backlog, partition, static, naive; may be repeated")
    private List<String> arms = new ArrayList<>();

    @Option(
            names = "--per-second",
            paramLabel = "N",
            defaultValue = "20",
            description = "calls a second that the provider allows (default ${DEFAULT-VALUE})")
    private int perSecond = 20;

    private final Screen screen;

    /** The command, which shows itself there. */
    public QuotaCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws InterruptedException {
        var recording = Recording.begin(NAME, options)
                .with(" --per-second " + perSecond
                        + String.join(
                                "", arms.stream().map(arm -> " --arm " + arm).toList()))
                // What is measured without the default has a record beside the default's.
                .named(measuresDefault() ? NAME : NAME + "-" + String.join("-", arms));
        var results = new ArrayList<Trial.Result>();
        var folder = RunFolder.create("textmill-quota-");
        for (Trial trial : trials()) {
            // Children of their own: what a trial leaves is gone before the next begins.
            try (var children = new Children(() -> screen.say("\nStopping…"), () -> {})) {
                Trial.Result result = trial.run(folder.path(), recording.jars(), children, options.seed, screen::say);
                result.steps().forEach(step -> screen.say(Findings.line(trial, step)));
                results.add(result);
            }
        }
        screen.say("Configuration and logs are kept in " + folder.path());
        var findings = new Findings(results);
        Map<String, Figure> figures = findings.figures();
        var report = recording.report(
                ABOUT,
                figures,
                // They are the default's.
                measuresDefault() ? recording.goals() : List.of(),
                measuresDefault() ? findings.headline() : "measured: " + String.join(", ", arms),
                new Report.Annex(Map.of(), findings.table(), findings.pictures()));
        return recording.publish(report, screen);
    }

    private boolean measuresDefault() {
        return arms.isEmpty() || (arms.contains(Arm.BACKLOG.label()) && !options.quick);
    }

    /** In their order: the default first, so that a run which is broken off has said the most. */
    private List<Trial> trials() {
        var limit = new Limit(perSecond, 0);
        var trials = new ArrayList<Trial>();
        if (options.quick) {
            trials.add(new Trial(Arm.BACKLOG, Load.EVEN, limit, 4, Step.steady(4, true)));
            trials.add(new Trial(Arm.BACKLOG, Load.SKEW, limit, 4, Step.quickStory()));
        } else {
            for (Arm arm : Arm.values()) {
                for (Load load : Load.values()) {
                    trials.add(new Trial(arm, load, limit, 4, Step.story()));
                }
            }
            for (int workers : new int[] {1, 2, 8}) {
                for (Load load : Load.values()) {
                    trials.add(new Trial(Arm.BACKLOG, load, limit, workers, Step.steady(workers, false)));
                }
            }
            var tokens = new Limit(perSecond, 60 * perSecond * TOKENS_PER_CALL);
            trials.add(new Trial(Arm.BACKLOG, Load.SKEW, tokens, 4, Step.steady(4, false)));
        }
        if (!arms.isEmpty()) {
            if (options.quick) {
                trials.clear();
                for (Arm arm : Arm.values()) {
                    trials.add(new Trial(arm, Load.SKEW, limit, 4, Step.quickStory()));
                }
            }
            trials.removeIf(trial -> !arms.contains(trial.arm().label()));
        }
        return trials;
    }
}
