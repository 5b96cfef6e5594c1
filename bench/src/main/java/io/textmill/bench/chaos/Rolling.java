package io.textmill.bench.chaos;

import io.textmill.bench.Children;
import io.textmill.bench.Failed;
import io.textmill.sandbox.kafka.KafkaCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Nothing is killed here: long calls by the thousand, and while workers come and go, must each be made just once. */
final class Rolling {
    /** The worker's default. */
    private static final Duration DRAIN = Duration.ofSeconds(130);
    /** The worker's default. */
    private static final int IN_FLIGHT = 2_000;

    private static final List<String> JVM = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g");
    private static final int WORKERS = 3;
    /** Beyond the calls themselves. */
    private static final Duration SPARE = Duration.ofMinutes(2);

    private final Path folder;
    private final Children children;
    private final Consumer<String> say;

    /**
     * What came of a part.
     *
     * @param outcome what became of the jobs
     * @param mostHeld most calls that the provider held at once
     * @param longestStop the longest time from SIGTERM to a worker's end
     */
    record Part(Outcome outcome, int mostHeld, Duration longestStop) {}

    Rolling(Path folder, Children children, Consumer<String> say) {
        this.folder = folder;
        this.children = children;
        this.say = say;
    }

    /** So many calls at once in one worker. */
    Part inFlight(int jobs, Duration call) throws InterruptedException {
        say.accept("%d calls of %d s at once in one worker".formatted(jobs, call.toSeconds()));
        try (KafkaCluster cluster = KafkaCluster.start(folder.resolve("kafka-in-flight"));
                Site site = Site.on(cluster);
                var visible = new Visible(site.bootstrapServers());
                var publisher = new Publisher(site.bootstrapServers())) {
            Fleet fleet = fleet(site, "in-flight", jobs);
            fleet.start(1);
            List<ChaosJob> all = IntStream.range(0, jobs)
                    .mapToObj(i -> ChaosJob.plain("j" + i, call))
                    .toList();
            publisher.publish(all, Duration.ZERO);
            await(visible, () -> visible.jobs() == jobs, call.plus(SPARE));
            return part(site, fleet, visible, all);
        }
    }

    /** A fourth worker joins three; then the three are restarted one after the other, while jobs come all along. */
    Part restart(int perSecond, Duration call) throws InterruptedException {
        say.accept(
                "%d jobs of %d s begun each second in three workers, while a fourth joins and the three are restarted"
                        .formatted(perSecond, call.toSeconds()));
        try (KafkaCluster cluster = KafkaCluster.start(folder.resolve("kafka-restart"));
                Site site = Site.on(cluster);
                var visible = new Visible(site.bootstrapServers());
                var publisher = new Publisher(site.bootstrapServers());
                ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            Fleet fleet = fleet(site, "restart", IN_FLIGHT);
            for (int worker = 1; worker <= WORKERS; worker++) {
                fleet.start(worker);
            }
            var going = new AtomicBoolean(true);
            var all = new ArrayList<ChaosJob>();
            Future<Void> published = hands.submit(() -> {
                for (int second = 0; going.get(); second++) {
                    String prefix = "j" + second + "-";
                    List<ChaosJob> some = IntStream.range(0, perSecond)
                            .mapToObj(i -> ChaosJob.plain(prefix + i, call))
                            .toList();
                    publisher.publish(some, Duration.ofSeconds(1));
                    all.addAll(some);
                }
                return null;
            });
            Future<Void> rolled = hands.submit(() -> {
                Thread.sleep(call.dividedBy(8));
                say.accept("worker 4 joins");
                fleet.start(WORKERS + 1);
                for (int worker = 1; worker <= WORKERS; worker++) {
                    say.accept("worker " + worker + " is restarted");
                    going.set(worker < WORKERS);
                    fleet.drain(worker);
                    fleet.start(worker);
                }
                return null;
            });
            await(visible, rolled::isDone, call.multipliedBy(WORKERS * 2).plus(SPARE));
            done(rolled);
            done(published);
            await(visible, () -> visible.jobs() == all.size(), call.plus(SPARE));
            return part(site, fleet, visible, all);
        }
    }

    private Fleet fleet(Site site, String name, int inFlight) {
        var settings = new WorkerSettings(
                "none.0", site.bootstrapServers(), site.stub().uri(), inFlight, DRAIN, 0, Map.of());
        return new Fleet(folder, name + "-", settings, JVM, children);
    }

    private static Part part(Site site, Fleet fleet, Visible visible, List<ChaosJob> jobs) throws InterruptedException {
        fleet.drainAll();
        if (!visible.readToEnd(SPARE)) {
            throw new Failed("could not read to the end of the results");
        }
        List<Story> stories = fleet.stories();
        ProviderStub.Ledger ledger = site.stub().ledger();
        return new Part(
                Outcome.of(jobs, visible.byJob(), ledger.calls(), stories),
                ledger.mostHeld(),
                stories.stream().map(Story::stop).max(Duration::compareTo).orElse(Duration.ZERO));
    }

    /** Reads until that is so, or the time is up: what is missing then is counted later. */
    private static void await(Visible visible, BooleanSupplier end, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        while (!end.getAsBoolean() && System.nanoTime() < until) {
            visible.read();
        }
    }

    private static void done(Future<?> future) throws InterruptedException {
        try {
            future.get();
        } catch (ExecutionException e) {
            throw new Failed("the run broke: " + e.getCause(), e);
        }
    }
}
