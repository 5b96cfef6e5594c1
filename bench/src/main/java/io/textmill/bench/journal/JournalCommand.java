package io.textmill.bench.journal;

import io.textmill.bench.BenchOptions;
import io.textmill.bench.Children;
import io.textmill.bench.Recording;
import io.textmill.bench.RunFolder;
import io.textmill.bench.Screen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What the call journal costs a call. */
@Command(
        name = "journal",
        description =
                "The same work with the call journal and without it, in turn: milliseconds that it adds to calls of"
                    + " 500 ms, writes and bytes a call, and jobs a second where providers answer at once. Takes about"
                    + " 17 minutes, with --quick 5.")
public final class JournalCommand implements Callable<Integer> {
    private static final String NAME = "journal";
    private static final String ABOUT = """
        One worker as a process of its own, started afresh for each turn of each arm; a broker and two provider simulators \
        in the process of the bench. First jobs come steadily, 40 a second, and their calls take 500 ms: what the journal \
        adds is the difference of the times from when a call was to be made to its answer, as the records of calls tell \
        them in whole milliseconds. Then many jobs come at once, and their calls are answered at once. The arms change \
        places from round to round; differences and ratios are of the two turns of one round.\
        """;

    @Mixin
    private BenchOptions options = new BenchOptions();

    private final Screen screen;

    /** The command, which shows itself there. */
    public JournalCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws InterruptedException {
        var recording = Recording.begin(NAME, options);
        Extent extent = options.quick() ? Extent.QUICK : Extent.FULL;
        var rounds = new ArrayList<Findings.Round>();
        long began = System.nanoTime();
        while (extent.goesOnAfter(rounds.size(), Duration.ofNanos(System.nanoTime() - began))) {
            screen.say("round %d of %d".formatted(rounds.size() + 1, extent.rounds()));
            // In turn, so that neither arm always has the warmer machine.
            boolean withFirst = rounds.size() % 2 == 1;
            Measured first = turn(withFirst, extent);
            Measured second = turn(!withFirst, extent);
            rounds.add(withFirst ? new Findings.Round(first, second) : new Findings.Round(second, first));
        }
        var findings = new Findings(rounds);
        return recording.publish(recording.report(ABOUT, findings.figures(), findings.headline()), screen);
    }

    private Measured turn(boolean journal, Extent extent) throws InterruptedException {
        var folder = RunFolder.create("textmill-journal-");
        try (var children = new Children(() -> screen.say("\nStopping…"), folder::tidy)) {
            Measured measured = Trial.run(folder.path(), children, journal, extent, options.seed());
            screen.say(Findings.line(journal ? "with" : "without", measured));
            folder.notNeeded();
            return measured;
        }
    }
}
