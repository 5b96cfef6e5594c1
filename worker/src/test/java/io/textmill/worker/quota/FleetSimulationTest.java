package io.textmill.worker.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.worker.quota.FleetSim.World;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much of a limit a fleet uses, and by how much it exceeds it, when every worker goes by its own readings. */
class FleetSimulationTest {
    private static final QuotaAllocator BACKLOG = QuotaAllocator.Backlog.DEFAULT;
    private static final long CALLS = 6_000;
    private static final int[] WINDOWS = {1, 10, 60};

    /** By when the first readings are in use and the first partitions taken. */
    private static final double STARTED = 10_000;

    private static final double END = 190_000;
    private static final List<String> TABLE = new ArrayList<>();

    /** What came of a run: of limits, in calls beyond them; of a provider that judges strictly, what it would refuse. */
    private record Found(double utilisation, long[] excess, double refused, List<Double> calls) {}

    @AfterAll
    static void print() {
        System.out.printf(
                Locale.ROOT,
                "%-62s %11s %6s %6s %6s %8s%n",
                "fleet",
                "utilisation",
                "+1 s",
                "+10 s",
                "+60 s",
                "refused");
        TABLE.forEach(System.out::println);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void usesTheLimitToTheFullAndNeverBreaksItInAnyWindow(int workers) {
        for (long seed = 1; seed <= 3; seed++) {
            for (long[] backlog : List.of(FleetSim.even(CALLS), FleetSim.skewed(CALLS, 0.8))) {
                var found = run(workers + " workers" + load(backlog), steady(World.CALM, backlog, workers, seed));

                assertThat(found.utilisation).isGreaterThanOrEqualTo(0.97);
                assertThat(found.excess).containsOnly(0);
                assertThat(found.refused).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void losesLittleWhereAllWorkIsInOnePartition(int workers) {
        long[] backlog = FleetSim.skewed(CALLS, 1);
        var found = run(workers + " workers" + load(backlog), steady(World.CALM, backlog, workers, 1));

        assertThat(found.utilisation).isGreaterThanOrEqualTo(0.95);
        assertThat(found.excess).containsOnly(0);
    }

    @Test
    void keepsTheLongWindowsWithClocksThatDisagree() {
        for (double headroom : new double[] {0.01, 0.02, 0.03, 0.05}) {
            for (double[] disorder : new double[][] {{0, 10}, {0, 20}, {20, 0}, {20, 10}}) {
                World world = World.CALM.with(headroom, disorder[0], disorder[1]);
                String name = String.format(
                        Locale.ROOT,
                        "4 workers, skew ±%.0f ms, jitter %.0f ms, headroom %.0f %%",
                        disorder[0],
                        disorder[1],
                        headroom * 100);
                var found = run(name, steady(world, FleetSim.skewed(CALLS, 0.8), 4, 1));

                assertThat(found.excess[2]).as("60 s").isZero();
                if (headroom * 1_000 >= 2 * disorder[0] + disorder[1]) {
                    assertThat(found.excess).as("all windows").containsOnly(0);
                }
            }
        }
    }

    @Test
    void goesOnWhileItGrowsAndShrinks() {
        for (long[] backlog : List.of(FleetSim.even(CALLS), FleetSim.skewed(CALLS, 0.8))) {
            var used = new ArrayList<Double>();
            for (long seed = 1; seed <= 5; seed++) {
                var sim = new FleetSim(World.CALM, BACKLOG, backlog, seed)
                        .size(0, 4)
                        .size(70_000, 8)
                        .size(130_000, 2);
                var found = run("4 → 8 → 2 workers" + load(backlog), sim);

                used.add(found.utilisation);
                assertThat(found.excess).containsOnly(0);
            }
            // A partition that moves is nobody's between two heartbeats, and that is most of the load in a single one.
            assertThat(used).allMatch(each -> each >= 0.94);
            assertThat(used.stream().mapToDouble(each -> each).average().orElseThrow())
                    .isGreaterThanOrEqualTo(0.95);
        }
    }

    @Test
    void losesOnlyTheShareOfAWorkerThatDiesUntilTheGroupNotices() {
        for (double session : new double[] {10_000, 45_000}) {
            var sim = new FleetSim(World.CALM, BACKLOG, FleetSim.even(CALLS), 1)
                    .size(0, 4)
                    .crash(70_000, 2, session);
            var found = run("1 of 4 workers dies, session " + Math.round(session / 1_000) + " s, even", sim);

            double lost = (session + 5_000) / (END - STARTED) / 4;
            assertThat(found.utilisation).isGreaterThanOrEqualTo(0.975 - lost);
            assertThat(found.excess).containsOnly(0);
        }
    }

    @Test
    void breaksNothingWhereEachWorkerMissesReadingsNowAndThen() {
        for (double missed : new double[] {0.05, 0.2}) {
            var sim = steady(World.CALM.missing(missed), FleetSim.skewed(CALLS, 0.8), 4, 1);
            var found = run("4 workers, " + Math.round(missed * 100) + " % of readings missed, 80 % in one", sim);

            assertThat(found.excess[2]).isZero();
        }
    }

    @Test
    void exceedsNothingWhereSomeCannotReadAndTheLoadStaysAsItIs() {
        for (int deaf : new int[] {1, 3}) {
            var sim = steady(World.CALM, FleetSim.skewed(CALLS, 0.8), 4, 1);
            deafen(sim, deaf);
            var found = run(deaf + " of 4 workers cannot read for 60 s, 80 % in one", sim);

            assertThat(found.excess[2]).isZero();
        }
    }

    /** The bound: the even share of those that cannot read, from the end of the lease to the silence. */
    @Test
    void exceedsTheLimitByNoMoreThanTheEvenShareOfThoseThatCannotReadWhereTheLoadMoves() {
        for (int deaf : new int[] {1, 2}) {
            var sim = steady(World.CALM, FleetSim.skewed(CALLS, 0.8), 4, 1).publish(72_000, 20, 20 * CALLS);
            deafen(sim, deaf);
            var found = run(deaf + " of 4 workers cannot read for 60 s, the load moves", sim);

            double lapse = FleetHistory.SILENCE.minus(FleetHistory.LEASE).toSeconds();
            assertThat((double) found.excess[2]).isPositive().isLessThanOrEqualTo(10 * lapse * deaf / 4);
            long late = peak(
                    found.calls.stream()
                            .filter(at -> at > 70_000 + FleetHistory.SILENCE.toMillis() + 2_000)
                            .toList(),
                    60_000);
            assertThat(late).as("in any 60 s after the silence").isLessThanOrEqualTo(600);
        }
    }

    /** Those next to the owner of the hot partition, and itself. */
    private static void deafen(FleetSim sim, int count) {
        for (int worker = 1; worker <= count; worker++) {
            sim.deafen(70_000, 130_000, worker);
        }
    }

    @Test
    void comparesTheOtherAllocators() {
        for (long[] backlog : List.of(FleetSim.even(CALLS), FleetSim.skewed(CALLS, 0.8))) {
            var sim = new FleetSim(World.CALM, new QuotaAllocator.Partition(), backlog, 1).size(0, 4);
            run("4 workers, PARTITION" + load(backlog), sim);
        }
    }

    private static FleetSim steady(World world, long[] backlog, int workers, long seed) {
        return new FleetSim(world, BACKLOG, backlog, seed).size(0, workers);
    }

    private static String load(long[] backlog) {
        return backlog[7] == backlog[0] ? ", even" : backlog[0] == 0 ? ", all in one" : ", 80 % in one";
    }

    private static Found run(String name, FleetSim sim) {
        List<Double> calls = sim.run(END);
        long counted = calls.stream().filter(at -> at >= STARTED && at < END).count();
        double utilisation = counted / (10 * (END - STARTED) / 1_000);
        var excess = new long[WINDOWS.length];
        for (int i = 0; i < WINDOWS.length; i++) {
            excess[i] = Math.max(0, peak(calls, WINDOWS[i] * 1_000.0) - 10L * WINDOWS[i]);
        }
        double refused = (double) refused(calls) / calls.size();
        TABLE.add(String.format(
                Locale.ROOT,
                "%-62s %10.2f%% %6d %6d %6d %7.2f%%",
                name,
                utilisation * 100,
                excess[0],
                excess[1],
                excess[2],
                refused * 100));
        return new Found(utilisation, excess, refused, calls);
    }

    private static long peak(List<Double> calls, double window) {
        Deque<Double> within = new ArrayDeque<>();
        long peak = 0;
        for (double call : calls) {
            within.addLast(call);
            while (within.getFirst() <= call - window) {
                within.removeFirst();
            }
            peak = Math.max(peak, within.size());
        }
        return peak;
    }

    /** Calls that a provider refuses which counts what it accepted in each window. */
    private static long refused(List<Double> calls) {
        List<Deque<Double>> windows = List.of(new ArrayDeque<>(), new ArrayDeque<>(), new ArrayDeque<>());
        long refused = 0;
        for (double call : calls) {
            boolean fits = true;
            for (int i = 0; i < WINDOWS.length; i++) {
                Deque<Double> within = windows.get(i);
                while (!within.isEmpty() && within.getFirst() <= call - WINDOWS[i] * 1_000.0) {
                    within.removeFirst();
                }
                fits &= within.size() < 10L * WINDOWS[i];
            }
            if (fits) {
                windows.forEach(within -> within.addLast(call));
            } else {
                refused++;
            }
        }
        return refused;
    }
}
