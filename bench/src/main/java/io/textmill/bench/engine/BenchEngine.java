package io.textmill.bench.engine;

import io.textmill.bench.BenchOptions;
import io.textmill.bench.Child;
import io.textmill.bench.Children;
import io.textmill.bench.Figure;
import io.textmill.bench.Goal;
import io.textmill.bench.Jars;
import io.textmill.bench.Recording;
import io.textmill.bench.Report;
import io.textmill.bench.RunFolder;
import io.textmill.bench.SandboxReady;
import io.textmill.bench.Screen;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The engine beside others: jobs a second at four lengths of work, and the delay from append to visible. */
@Command(
        name = "engine",
        description =
                "Jobs a second of the engine, exactly once and at least once, of a raw consumer with virtual threads"
                    + " and of Confluent's Parallel Consumer, at 0, 10, 100 and 1000 ms of work; and what they add to"
                    + " the time from append to visible result.")
public final class BenchEngine implements Callable<Integer> {
    private static final String NAME = "engine";
    private static final Duration SANDBOX_START = Duration.ofSeconds(60);
    private static final Duration SANDBOX_GRACE = Duration.ofSeconds(17);

    @Mixin
    BenchOptions options = new BenchOptions();

    @Option(
            names = "--arms",
            paramLabel = "ARM",
            split = ",",
            description = "only these; goals that need others are left out")
    List<String> only = List.of();

    private final Screen screen;

    /** One that shows itself on that screen. */
    public BenchEngine(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        var recording = Recording.begin(NAME, options).with(only.isEmpty() ? "" : " --arms " + String.join(",", only));
        Extent extent = options.quick() ? Extent.QUICK : Extent.FULL;
        List<Arm> arms = only.isEmpty()
                ? List.of(Arm.values())
                : only.stream().map(Arm::of).toList();
        var findings = new Findings(extent, measure(recording.jars(), arms, extent, recording.at()));
        Map<String, Figure> figures = findings.figures();
        List<Goal> goals = recording.goals().stream()
                .filter(goal -> only.isEmpty() || figures.containsKey(goal.figure()))
                .toList();
        var text = new ResultText(findings);
        var annex = new Report.Annex(recording.jars().parallelConsumerVersions(), text.tables(), text.pictures());
        return recording.publish(
                recording.report(about(extent, findings.rounds()), figures, goals, text.headline(), annex), screen);
    }

    private static String about(Extent extent, int rounds) {
        return """
            One broker with one replica, %d partitions, values of 1 KB, at most %d jobs at a time; broker, driver and arm share \
            the machine. The work is parking. A trial starts an arm's process on fresh topics, warms it up with about three \
            measurements' worth of jobs without work, and measures: jobs become visible all at once, by the end of one \
            transaction, and the rate is their number divided by the time until a read_committed consumer has seen the last \
            result. How many there are follows from what the arm can do, so that a measurement takes about %.1f s. Then jobs are \
            appended one by one at half of the arm's own rate, and the delay is from the broker's append time to the moment at \
            which the read_committed consumer has the result, minus the work; the first fifth is not counted. In each of the %d \
            rounds every arm has its turn, another one first each time, and one trial before all others warms the broker up. A \
            trial with a missing result is void.\
            """.formatted(
                Lane.PARTITIONS, extent.concurrency(), extent.measurement().toMillis() / 1000.0, rounds);
    }

    private List<Trial> measure(Jars jars, List<Arm> arms, Extent extent, Instant at) {
        var folder = RunFolder.create("textmill-bench-engine-");
        try (var children = new Children(() -> screen.say("\nStopping…"), folder::tidy)) {
            String bootstrapServers = startKafka(jars, children, folder.path());
            var runner = new Runner(jars, children, folder.path(), bootstrapServers, options.seed());
            screen.say("warm-up: " + line(runner.run(arms.getFirst(), 0, extent), extent));
            var trials = new ArrayList<Trial>();
            for (int round = 1; round <= extent.rounds(); round++) {
                if (!extent.hasTimeAfter(round - 1, Duration.between(at, Instant.now()))) {
                    screen.say("No time for round %d: this machine is slow, or busy.".formatted(round));
                    break;
                }
                var order = new ArrayList<>(arms);
                Collections.rotate(order, 1 - round);
                for (Arm arm : order) {
                    Trial trial = runner.run(arm, round, extent);
                    trials.add(trial);
                    screen.say("round %d of %d: %s".formatted(round, extent.rounds(), line(trial, extent)));
                }
            }
            if (trials.stream().allMatch(Trial::counts)) {
                folder.notNeeded();
            } else {
                screen.say("Some trials are void; the logs are in " + folder.path());
            }
            return trials;
        }
    }

    private static String startKafka(Jars jars, Children children, Path folder) {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx1g",
                "-jar",
                jars.sandbox().toString(),
                "--dir",
                folder.resolve("kafka").toString());
        Child sandbox = children.start(
                new Child.Program("sandbox", command, true, folder.resolve("sandbox.log"), SANDBOX_GRACE));
        return SandboxReady.parse(sandbox.firstLine(SANDBOX_START)).bootstrapServers();
    }

    private static String line(Trial trial, Extent extent) {
        if (!trial.counts()) {
            return trial.arm().label() + " is void: " + trial.fault();
        }
        String rates = extent.workMillis().stream()
                .map(work -> Report.rounded(trial.rate(work)))
                .collect(Collectors.joining(" / "));
        String works = extent.workMillis().stream().map(String::valueOf).collect(Collectors.joining(" / "));
        String delays = extent.delayedMillis().stream()
                .map(work -> "%.0f and %.0f ms at %d ms"
                        .formatted(trial.delay(work).p50(), trial.delay(work).p99(), work))
                .collect(Collectors.joining(", "));
        return "%s: %s jobs/s at %s ms of work; added p50 and p99 %s"
                .formatted(trial.arm().label(), rates, works, delays);
    }
}
