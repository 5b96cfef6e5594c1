package io.textmill.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The whole chain on this machine, on sample jobs or on the texts that are given. */
@Command(
        name = "demo",
        description =
                "Starts Kafka, the simulators of four providers and one worker on free ports, publishes jobs, shows"
                        + " the results, and compares the worker's record of paid calls with the providers' own books."
                        + " Runs until Ctrl-C, so that you can look around. The exit status is 0 only when nothing is"
                        + " missing, nothing is there twice, and the books agree.")
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--exit",
            description =
                    "stop everything at the end instead of waiting for Ctrl-C, and keep configuration and logs only"
                            + " when something is wrong")
    boolean exit;

    @Option(names = "--summary", paramLabel = "FILE", description = "write what the run came to as JSON")
    @Nullable
    Path summary;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "publish these instead of the samples: one JSON object a line, a job or a text with id and task")
    List<Path> input = List.of();

    @Option(names = "--limit", paramLabel = "N", description = "at most so many lines of each input file")
    long limit = Long.MAX_VALUE;

    @Option(
            names = "--messiness",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description = "how many answers come in prose, fences and the like, 0 to 1 (default ${DEFAULT-VALUE})")
    String messiness = "0.1";

    @Option(
            names = "--latency",
            paramLabel = "LATENCY",
            defaultValue = "lognormal:80ms,0.4",
            description = "of the simulators: constant:20ms or lognormal:200ms,0.4 (default ${DEFAULT-VALUE})")
    String latency = "lognormal:80ms,0.4";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "of the simulators' answers and latencies (default ${DEFAULT-VALUE})")
    String seed = "1";

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "give up when nothing was answered for so long (default ${DEFAULT-VALUE})")
    int patience = 60;

    private final Screen screen;
    private final long begun = System.nanoTime();

    DemoCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        List<Input> inputs = inputs();
        var folder = RunFolder.create("textmill-demo-");
        try (var children = new Children(() -> screen.say("\nStopping…"), folder::tidy)) {
            try {
                return run(inputs, folder, children);
            } catch (RuntimeException e) {
                // What breaks while Ctrl-C takes the processes away is no news.
                if (children.stopping()) {
                    return 130;
                }
                screen.say("Configuration and logs are kept in " + folder.path());
                throw e;
            }
        }
    }

    private int run(List<Input> inputs, RunFolder folder, Children children) {
        screen.say("Starting Kafka, four provider simulators and a worker; their files are in " + folder.path());
        Chain chain = Chain.start(Jars.ofThisBuild(), settings(folder.path()), children);
        screen.say("Ready after %.1f s. Publishing %d records.".formatted(seconds(), inputs.size()));
        Summary result;
        Tally tally;
        try (var exchange = Exchange.checked(chain.sandbox().bootstrapServers())) {
            tally = new Tally(exchange.publish(inputs));
            await(tally, exchange, chain);
            if (exit) {
                chain.stopWorker();
            }
            exchange.readToEnd(tally);
            result = Summary.of(tally, chain.ledgers(), exchange.check(), seconds());
        }
        show(tally, result);
        writeSummary(result);
        if (exit) {
            screen.say("");
            if (!result.passed()) {
                DemoReport.files(chain).forEach(screen::say);
                return 1;
            }
            DemoReport.nothingKept().forEach(screen::say);
            folder.notNeeded();
            return 0;
        }
        screen.say("");
        DemoReport.addresses(chain).forEach(screen::say);
        screen.say("\nRunning until Ctrl-C.");
        children.awaitAnyEnd();
        throw new Failed("one of the processes ended by itself; see the logs in " + folder.path());
    }

    private List<Input> inputs() {
        var spread = new ProviderSpread(Chain.Settings.MAX_CALLS);
        if (input.isEmpty()) {
            return Samples.all(spread);
        }
        var lines = new JobLines(spread);
        var inputs = new ArrayList<Input>();
        for (Path file : input) {
            try (var content = Files.lines(file)) {
                inputs.addAll(lines.read(file.toString(), content.limit(limit).toList()));
            } catch (IOException | UncheckedIOException e) {
                throw new Failed("cannot read " + file + ": " + e.getMessage(), e);
            }
        }
        if (inputs.isEmpty()) {
            throw new Failed("no jobs in " + input);
        }
        return inputs;
    }

    private Chain.Settings settings(Path folder) {
        return new Chain.Settings(
                folder,
                List.of("--seed", seed, "--latency", latency, "--messiness", messiness),
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx768m"),
                16);
    }

    private void await(Tally tally, Exchange exchange, Chain chain) {
        var progress = new Progress(screen.out(), screen.terminal());
        long started = System.nanoTime();
        long lastEvent = started;
        int events = 0;
        while (!tally.complete()) {
            exchange.read(tally);
            long now = System.nanoTime();
            if (tally.events() > events) {
                events = tally.events();
                lastEvent = now;
            } else if (now - lastEvent > Duration.ofSeconds(patience).toNanos()) {
                break;
            }
            progress.show(
                    tally.jobs() - tally.missing(), tally.jobs(), tally.failed(), Duration.ofNanos(now - started));
            chain.mustBeAlive();
        }
        progress.done();
    }

    private void show(Tally tally, Summary result) {
        screen.say("");
        ResultTable.lines(tally, screen.columns()).forEach(screen::say);
        if (tally.jobs() > ResultTable.MOST_ROWS) {
            screen.say(
                    "The first %d of %d, and those without an answer.".formatted(ResultTable.MOST_ROWS, tally.jobs()));
        }
        screen.say("");
        DemoReport.totals(result).forEach(screen::say);
    }

    private void writeSummary(Summary result) {
        if (summary == null) {
            return;
        }
        try {
            Files.writeString(summary, result.json());
        } catch (IOException e) {
            throw new Failed("cannot write " + summary, e);
        }
    }

    private double seconds() {
        return Math.round((System.nanoTime() - begun) / 1e7) / 100.0;
    }
}
