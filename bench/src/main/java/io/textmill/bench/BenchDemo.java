package io.textmill.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Jobs a second through the whole chain when the providers answer at once: what the worker and Kafka cost. */
@Command(
        name = "demo",
        description =
                "Jobs a second through the whole chain, the simulators answering at once: one worker, short jobs of"
                        + " one call each, from the first send to the last result that a read_committed consumer sees.")
final class BenchDemo implements Callable<Integer> {
    private static final String NAME = "demo";
    private static final String ABOUT = """
        One worker and the sandbox (Kafka and four simulators without latency) as separate processes. A round publishes \
        short jobs of one call each, all tasks and languages, all four providers in turn, and ends when a read_committed \
        consumer has seen the last result. The first rounds warm up and are not counted. Broker, simulators, worker and \
        bench share the machine.\
        """;
    private static final int JOBS_A_ROUND = 10_000;
    /** The rate still rises through the first 30,000 jobs, while the JVMs compile. */
    private static final int WARM_UP = 4;
    /** Without a result for so long, the round is lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Mixin
    BenchOptions options = new BenchOptions();

    private final Screen screen;

    BenchDemo(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        var recording = Recording.begin(NAME, options);
        Map<String, Figure> figures = measure(recording.jars());
        Figure jobsPerSecond = figures.getOrDefault("jobsPerSecond", new Figure("jobs/s", List.of(0.0)));
        var report = recording.report(
                ABOUT,
                figures,
                recording.goals(),
                "%s jobs/s through the whole chain at zero latency (median of %d rounds, %s to %s)"
                        .formatted(
                                Report.rounded(jobsPerSecond.median()),
                                jobsPerSecond.values().size(),
                                Report.rounded(jobsPerSecond.min()),
                                Report.rounded(jobsPerSecond.max())),
                new Report.Annex(
                        Map.of(),
                        "",
                        List.of(new Report.Picture(
                                "",
                                "one point a round",
                                Plot.svg("jobs/s, one point a round, the line at the median", jobsPerSecond)))));
        return recording.publish(report, screen);
    }

    private Map<String, Figure> measure(Jars jars) {
        int rounds = options.quick ? 5 : 9;
        var folder = RunFolder.create("textmill-bench-");
        try (var children = new Children(() -> screen.say("\nStopping…"), folder::tidy)) {
            var settings = new Chain.Settings(
                    folder.path(),
                    List.of("--seed", Long.toString(options.seed), "--latency", "constant:0ms", "--messiness", "0"),
                    List.of("-Xmx2g"),
                    64);
            Chain chain = Chain.start(jars, settings, children);
            try (var exchange = Exchange.unchecked(chain.sandbox().bootstrapServers())) {
                Map<String, Figure> figures = rounds(chain, exchange, rounds);
                folder.notNeeded();
                return figures;
            }
        }
    }

    private Map<String, Figure> rounds(Chain chain, Exchange exchange, int rounds) {
        var load = new ShortJobs(options.seed);
        var rates = new ArrayList<Double>();
        var calls = new ArrayList<JsonNode>();
        for (int round = 1 - WARM_UP; round <= rounds; round++) {
            List<Input> inputs = load.next("r" + (round + WARM_UP) + "-", JOBS_A_ROUND);
            long started = System.nanoTime();
            var tally = new Tally(exchange.publish(inputs));
            await(chain, exchange, tally);
            double rate = JOBS_A_ROUND / ((System.nanoTime() - started) / 1e9);
            exchange.readToEnd(tally);
            mustBeWhole(tally);
            calls.addAll(tally.calls());
            screen.say("%s: %s jobs/s"
                    .formatted(round < 1 ? "warm-up" : "round " + round + " of " + rounds, Report.rounded(rate)));
            if (round > 0) {
                rates.add(rate);
            }
        }
        List<String> differences = Comparison.differences(Books.ofCalls(calls), chain.ledgers());
        if (!differences.isEmpty()) {
            throw new Failed("the figures are worth nothing, the books differ: " + differences);
        }
        return Map.of("jobsPerSecond", new Figure("jobs/s", rates));
    }

    private static void await(Chain chain, Exchange exchange, Tally tally) {
        int events = 0;
        long lastEvent = System.nanoTime();
        while (!tally.complete()) {
            exchange.read(tally);
            if (tally.events() > events) {
                events = tally.events();
                lastEvent = System.nanoTime();
            } else if (System.nanoTime() - lastEvent > PATIENCE.toNanos()) {
                throw new Failed("no result for " + PATIENCE.toSeconds() + " s, " + tally.missing() + " missing; see "
                        + chain.workerLog());
            }
            chain.mustBeAlive();
        }
    }

    private static void mustBeWhole(Tally tally) {
        if (tally.missing() > 0 || tally.duplicates() > 0 || tally.succeeded() < tally.jobs()) {
            throw new Failed("the figures are worth nothing: of %d jobs %d succeeded, %d missing, %d twice"
                    .formatted(tally.jobs(), tally.succeeded(), tally.missing(), tally.duplicates()));
        }
    }
}
