package io.textmill.bench.chaos;

import io.textmill.bench.BenchOptions;
import io.textmill.bench.Children;
import io.textmill.bench.Failed;
import io.textmill.bench.Recording;
import io.textmill.bench.RunFolder;
import io.textmill.bench.Screen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether every job still has exactly one outcome when processes are killed and frozen all the time. */
@Command(
        name = "chaos",
        description =
                "Three brokers and three workers as processes, killed, frozen and restarted by a plan that is drawn"
                    + " from the seed, while jobs are published all along. Exits with 1 when an outcome is missing, is"
                    + " there twice, or when a call was made twice and nothing that was done explains it.")
public final class ChaosCommand implements Callable<Integer> {
    private static final String NAME = "chaos";
    private static final String ABOUT = """
        Three brokers (three replicas, two in sync) and three workers with the real engine, each a process of its own, \
        against a provider that keeps a ledger. Jobs of 0.05 to 8 s, some of 30 s, some with retries, dead letters, \
        defects and results that are too large. Workers are killed, frozen for longer and for less than their session, \
        and drained; brokers are killed and frozen, with max.block.ms=1000, so that commits have unknown outcomes. At \
        the end everything must come to rest.\
        """;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(names = "--jobs", paramLabel = "N", description = "jobs of a round (default 12000, with --quick 1500)")
    private int jobs;

    @Option(names = "--minutes", paramLabel = "M", description = "length of a round (default 5, with --quick 1)")
    private int minutes;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "1",
            description = "how many rounds, each with the next seed (default ${DEFAULT-VALUE})")
    private int rounds = 1;

    private final Screen screen;

    /** The command, which shows itself there. */
    public ChaosCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws InterruptedException {
        int perRound = jobs > 0 ? jobs : options.quick ? 1_500 : 12_000;
        Duration length = Duration.ofMinutes(minutes > 0 ? minutes : options.quick ? 1 : 5);
        var recording = Recording.begin(NAME, options)
                .with(" --jobs %d --minutes %d --rounds %d".formatted(perRound, length.toMinutes(), rounds));
        var runs = new ArrayList<Chaos.Run>();
        for (int round = 0; round < rounds; round++) {
            runs.add(run(new Chaos.Settings(options.seed + round, perRound, length)));
        }
        var report = recording.report(ABOUT, ChaosFigures.of(runs), ChaosFigures.headline(runs));
        int status = recording.publish(report, screen);
        return runs.stream().allMatch(run -> run.outcome().passed()) ? status : 1;
    }

    private Chaos.Run run(Chaos.Settings settings) throws InterruptedException {
        var folder = RunFolder.create("textmill-chaos-");
        try (var children = new Children(() -> screen.say("\nStopping…"), folder::tidy)) {
            Chaos.Run run = new Chaos(settings, screen::say).run(folder.path(), children);
            ChaosFigures.lines(run).forEach(screen::say);
            if (run.outcome().passed()) {
                folder.notNeeded();
            } else {
                screen.say("Logs are kept in " + folder.path());
            }
            return run;
        } catch (Failed e) {
            screen.say("Logs are kept in " + folder.path());
            throw e;
        }
    }
}
