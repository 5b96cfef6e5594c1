package io.textmill.bench.engine;

import io.textmill.bench.Child;
import io.textmill.bench.Children;
import io.textmill.bench.Failed;
import io.textmill.bench.Jars;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLongArray;

/** Runs trials: starts an arm's process on topics of its own, warms it up, measures, stops it. */
final class Runner {
    /** Batches of jobs without work before anything is measured: by then the process is compiled and in its group. */
    private static final int WARM_UP = 3;

    private static final int FIRST_BATCH = 1_000;
    private static final Duration START = Duration.ofSeconds(60);
    /** Without a result for so long, the rest of the results is missing. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Arms end when they are told: nothing is left to drain. */
    private static final Duration GRACE = Duration.ofSeconds(5);
    /** The first part of a paced load, in which the arm gets into its stride, is not counted. */
    private static final int RAMP_PARTS = 5;

    private final Jars jars;
    private final Children children;
    private final Path folder;
    private final String bootstrapServers;
    private final long seed;

    /**
     * A runner of arms.
     *
     * @param folder where their logs go
     * @param seed of what jobs are filled with
     */
    Runner(Jars jars, Children children, Path folder, String bootstrapServers, long seed) {
        this.jars = jars;
        this.children = children;
        this.folder = folder;
        this.bootstrapServers = bootstrapServers;
        this.seed = seed;
    }

    /** Measures that arm once. Missing results, or a process that dies, make the trial void. */
    Trial run(Arm arm, int round, Extent extent) {
        String name = arm.label() + "-" + round;
        Path log = folder.resolve(name + ".log");
        try (Lane lane = Lane.create(bootstrapServers, name);
                Load load = new Load(lane, seed);
                Results results = new Results(lane)) {
            var arguments = new ArmArguments(bootstrapServers, lane.input(), lane.output(), name, extent.concurrency());
            Child child = children.start(new Child.Program(name, arm.command(jars, arguments), true, log, GRACE));
            try {
                child.firstLine(START);
                return new Measurements(child, load, results).of(arm, round, extent);
            } catch (Failed fault) {
                return Trial.isVoid(arm, round, String.valueOf(fault.getMessage()));
            } finally {
                children.stop(child);
            }
        }
    }

    private record Measurements(Child child, Load load, Results results) {

        Trial of(Arm arm, int round, Extent extent) {
            double idlePerSecond = warmUp(extent);
            var rates = new LinkedHashMap<Integer, Double>();
            var delays = new LinkedHashMap<Integer, Delay>();
            for (int work : extent.workMillis()) {
                double rate = jobsPerSecond(extent.jobs(idlePerSecond, work), work);
                rates.put(work, rate);
                if (work == 0) {
                    idlePerSecond = rate;
                }
                if (extent.delayedMillis().contains(work)) {
                    delays.put(work, delay(rate / 2, extent.measurement(), work));
                }
            }
            return new Trial(arm, round, rates, delays, results.duplicatesAtTheEnd(), "");
        }

        private double warmUp(Extent extent) {
            double rate = jobsPerSecond(FIRST_BATCH, 0);
            for (int batch = 1; batch < WARM_UP; batch++) {
                rate = jobsPerSecond(extent.jobs(rate, 0), 0);
            }
            return rate;
        }

        /** From the moment at which jobs become visible, all at once, to their last visible result. */
        private double jobsPerSecond(int jobs, int workMillis) {
            long start = load.appear(jobs, workMillis);
            awaitAll(_ -> {});
            return jobs / ((System.nanoTime() - start) / 1e9);
        }

        private Delay delay(double perSecond, Duration length, int workMillis) {
            int jobs = (int) Math.max(100, perSecond * length.toMillis() / 1000);
            long first = load.published();
            var appended = new AtomicLongArray(jobs);
            long[] visible = new long[jobs];
            var pacing = CompletableFuture.runAsync(() -> load.pace(perSecond, workMillis, appended));
            while (!pacing.isDone()) {
                results.read(number -> visible[(int) (number - first)] = System.currentTimeMillis());
            }
            pacing.join();
            awaitAll(number -> visible[(int) (number - first)] = System.currentTimeMillis());
            int ramp = jobs / RAMP_PARTS;
            long[] delays = new long[jobs - ramp];
            for (int i = 0; i < delays.length; i++) {
                delays[i] = visible[ramp + i] - appended.get(ramp + i) - workMillis;
            }
            return Delay.of(perSecond, delays);
        }

        private void awaitAll(java.util.function.LongConsumer receiver) {
            int count = results.count();
            long lastNews = System.nanoTime();
            while (results.count() < load.published()) {
                results.read(receiver);
                if (results.count() > count) {
                    count = results.count();
                    lastNews = System.nanoTime();
                } else if (System.nanoTime() - lastNews > PATIENCE.toNanos()) {
                    throw new Failed("no result for %d s, %d of %d missing"
                            .formatted(PATIENCE.toSeconds(), load.published() - count, load.published()));
                }
                child.mustBeAlive();
            }
        }
    }
}
