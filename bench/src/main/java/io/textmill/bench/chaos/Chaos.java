package io.textmill.bench.chaos;

import io.textmill.bench.Children;
import io.textmill.bench.Failed;
import io.textmill.sandbox.kafka.KafkaCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** One run of the chaos: jobs are published all along, faults follow the plan, then everything must come to rest. */
final class Chaos {
    /** After the last fault: without a new outcome for so long, what is missing is lost. */
    private static final Duration QUIET = Duration.ofSeconds(90);

    /** The drain budget of the workers: shorter than the longest jobs, so that some are cut off. */
    static final Duration DRAIN = Duration.ofSeconds(10);

    private static final int IN_FLIGHT = 200;

    /** A few times a minute in each worker. */
    private static final int LOSSY = 150;

    private static final List<String> JVM = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx384m");

    /**
     * A broker that is frozen for less than this keeps its place, and goes on with the commits that were given up
     * meanwhile: they are committed after all.
     */
    private static final Map<String, String> BROKERS = Map.of("broker.session.timeout.ms", "3000");

    /** A commit gives up after a second, and nobody knows what became of it. */
    private static final Map<String, String> CLIENT = Map.of("max.block.ms", "1000");

    private final Settings settings;
    private final Consumer<String> say;

    /**
     * How much of it.
     *
     * @param seed of jobs and faults
     * @param jobs how many
     * @param length how long jobs are published and faults happen
     */
    record Settings(long seed, int jobs, Duration length) {}

    /**
     * What came of a run.
     *
     * @param plan what was to be done
     * @param outcome what became of the jobs
     * @param stories what happened to the workers
     */
    record Run(Plan plan, Outcome outcome, List<Story> stories) {}

    /** A run that says what it does, line by line. */
    Chaos(Settings settings, Consumer<String> say) {
        this.settings = settings;
        this.say = say;
    }

    /**
     * Runs it.
     *
     * @param folder where logs and Kafka's data go
     * @param children whom the processes are started among
     */
    Run run(Path folder, Children children) throws InterruptedException {
        Plan plan = Plan.draw(settings.seed(), settings.length());
        List<ChaosJob> jobs = Jobs.draw(settings.seed(), settings.jobs());
        say.accept("Seed %d: %d jobs in %d s, and %d faults:"
                .formatted(
                        settings.seed(),
                        jobs.size(),
                        settings.length().toSeconds(),
                        plan.faults().size()));
        plan.faults().forEach(fault -> say.accept("  " + fault.line()));
        try (KafkaCluster cluster = KafkaCluster.start(folder.resolve("kafka"), BROKERS);
                Site site = Site.on(cluster)) {
            var workers = new WorkerSettings(
                    "none.0", site.bootstrapServers(), site.stub().uri(), IN_FLIGHT, DRAIN, LOSSY, CLIENT);
            var fleet = new Fleet(folder, "", workers, JVM, children);
            for (int worker = 1; worker <= Plan.TARGETS; worker++) {
                fleet.start(worker);
            }
            say.accept("Three brokers and three workers are there.");
            return new Run(plan, play(cluster, site, fleet, plan, jobs), fleet.stories());
        }
    }

    private Outcome play(KafkaCluster cluster, Site site, Fleet fleet, Plan plan, List<ChaosJob> jobs)
            throws InterruptedException {
        try (var visible = new Visible(site.bootstrapServers());
                var publisher = new Publisher(site.bootstrapServers());
                ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            var trouble = new Trouble(cluster, fleet, say);
            Callable<Void> publishing = () -> {
                publisher.publish(jobs, settings.length());
                return null;
            };
            Future<Void> published = hands.submit(publishing);
            Future<Void> troubled = hands.submit(() -> trouble.make(plan));
            long quietSince = System.nanoTime();
            for (int before = 0; visible.jobs() < jobs.size() || !published.isDone() || !troubled.isDone(); ) {
                visible.read();
                fleet.restartTheDead();
                if (visible.jobs() > before || !published.isDone() || !troubled.isDone()) {
                    before = visible.jobs();
                    quietSince = System.nanoTime();
                } else if (System.nanoTime() - quietSince > QUIET.toNanos()) {
                    break;
                }
            }
            done(published);
            done(troubled);
            say.accept("All faults are over; %d of %d jobs have an outcome. Stopping the workers."
                    .formatted(visible.jobs(), jobs.size()));
            fleet.drainAll();
            if (!visible.readToEnd(QUIET)) {
                throw new Failed("could not read to the end of the results");
            }
            return Outcome.of(jobs, visible.byJob(), site.stub().ledger().calls(), fleet.stories());
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
