package io.textmill.bench.outage;

import io.textmill.bench.BenchOptions;
import io.textmill.bench.Children;
import io.textmill.bench.Exchange;
import io.textmill.bench.Recording;
import io.textmill.bench.Report;
import io.textmill.bench.RunFolder;
import io.textmill.bench.Screen;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What it costs when a provider is down, fails, and throttles: calls beyond those needed, jobs lost, time lost. */
@Command(
        name = "outage",
        description =
                "One worker under a steady flow of jobs, while its provider is down for 60 s, is back, fails one call"
                    + " in five, refuses all calls for 30 s, and is itself again: calls made over calls needed, jobs"
                    + " dead-lettered or without a result, and seconds to the full rate. Takes about 9 minutes, with"
                    + " --quick 5.")
public final class OutageCommand implements Callable<Integer> {
    private static final String NAME = "outage";
    private static final String ABOUT = """
        One worker as a process of its own; a broker and one provider simulator in the process of the bench. Jobs of one \
        call each come at half the rate that the worker may call, so that what piles up while the provider is away is \
        worked off at the full rate. The provider answers (median 300 ms), refuses connections, answers again, fails one \
        call in five with 503, refuses every call with 429 without saying until when, and answers again. Calls made are \
        those of the worker's metrics, refused connections among them; outcomes are read from the topics.\
        """;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(
            names = "--attempts",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "retry.attempts of the provider (default ${DEFAULT-VALUE}, as the worker's). A job whose attempts"
                            + " all fail by chance is begun again later.")
    private int attempts = 5;

    private final Screen screen;

    /** The command, which shows itself there. */
    public OutageCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws InterruptedException {
        var recording = Recording.begin(NAME, options).with(" --attempts " + attempts);
        Plan plan = options.quick() ? Plan.quick(attempts) : Plan.full(attempts);
        screen.say("%d s in %d phases, %d jobs a second"
                .formatted(plan.whole().toSeconds(), Phase.values().length, plan.flow()));
        var findings = new Findings(run(plan));
        var report = recording.report(
                ABOUT + " retry.attempts is %d.".formatted(attempts),
                findings.figures(),
                recording.goals(),
                findings.headline(),
                new Report.Annex(Map.of(), findings.table(), findings.pictures()));
        return recording.publish(report, screen);
    }

    private Observed run(Plan plan) throws InterruptedException {
        var folder = RunFolder.create("textmill-outage-");
        try (var children = new Children(() -> screen.say("\nStopping…"), folder::tidy);
                var site = Site.start(folder.path(), children, plan, options.seed());
                var exchange = Exchange.unchecked(site.bootstrapServers())) {
            Observed observed = new Course(plan, site, exchange, screen::say).run();
            Observed.Books books = observed.books();
            if (books.succeeded() == books.jobs() && books.duplicates() == 0) {
                folder.notNeeded();
            } else {
                screen.say("Logs are kept in " + folder.path());
            }
            return observed;
        }
    }
}
