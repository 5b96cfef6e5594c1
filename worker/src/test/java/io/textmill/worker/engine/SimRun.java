package io.textmill.worker.engine;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

/** Runs the world of a seed; throws an {@link AssertionError} that says how to see it again when an invariant fails. */
final class SimRun implements LongConsumer {
    private final SimTrace trace;
    private final SimCounts counts = new SimCounts();

    SimRun() {
        this(SimTrace.NONE);
    }

    SimRun(SimTrace trace) {
        this.trace = trace;
    }

    @Override
    public void accept(long seed) {
        var world = new SimWorld(seed, trace);
        var failure = new AtomicReference<Throwable>();
        // The director is a virtual thread too: handing over between those is quick.
        Thread director = Thread.ofVirtual().name("director").start(() -> {
            try {
                world.run();
            } catch (Throwable e) {
                failure.set(e);
            }
        });
        try {
            director.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted within a run", e);
        }
        counts.addAll(world.counts);
        if (failure.get() != null) {
            throw new AssertionError(
                    failure.get().getMessage() + System.lineSeparator() + "to see it happen: " + command(seed),
                    failure.get());
        }
    }

    /** What has happened in all runs so far. */
    SimCounts counts() {
        return counts;
    }

    private static String command(long seed) {
        return "./mvnw -B test -pl worker -am -Dtest=SimulationTest -Dsimulation.from=" + seed
                + " -Dsimulation.seeds=1 -Dsurefire.failIfNoSpecifiedTests=false";
    }
}
