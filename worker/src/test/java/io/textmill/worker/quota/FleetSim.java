package io.textmill.worker.quota;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A fleet of workers in virtual time: each reads the backlog and takes the slots of the wall clock that are its own. Jobs
 * take one call. One seed is one run. Times are milliseconds from {@link #ORIGIN}.
 */
final class FleetSim {
    static final int PARTITIONS = 24;
    static final Instant ORIGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    /** Members hear of new assignments with their heartbeats, which brokers want every 5 s by default. */
    private static final double HEARTBEAT = 5_000;

    private static final double COMMIT_GAP = 100;

    /**
     * What surrounds the fleet.
     *
     * @param rate calls a second that the provider allows
     * @param headroom the part of it that is left unused
     * @param skew how far the workers' clocks may be off, in ms, to either side
     * @param jitter how late a call may come to the provider, in ms
     * @param missed the share of readings that do not come about, each worker for itself
     */
    record World(double rate, double headroom, double skew, double jitter, double missed) {
        static final World CALM = new World(10, 0.01, 0, 0, 0);

        World with(double newHeadroom, double newSkew, double newJitter) {
            return new World(rate, newHeadroom, newSkew, newJitter, missed);
        }

        World missing(double newMissed) {
            return new World(rate, headroom, skew, jitter, newMissed);
        }
    }

    private final World world;
    private final QuotaAllocator allocator;
    private final SplittableRandom random;
    private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingDouble(Event::at));
    private final List<Worker> workers = new ArrayList<>();
    private final Worker[] owners = new Worker[PARTITIONS];
    private final long[] open = new long[PARTITIONS];
    private final long[] unfinished;
    private final List<Double> calls = new ArrayList<>();

    /** When the event is that happens now. */
    private double now;

    private record Event(double at, Runnable action) {}

    FleetSim(World world, QuotaAllocator allocator, long[] backlog, long seed) {
        this.world = world;
        this.allocator = allocator;
        this.random = new SplittableRandom(seed);
        System.arraycopy(backlog, 0, open, 0, PARTITIONS);
        this.unfinished = backlog.clone();
    }

    /** The same everywhere. */
    static long[] even(long calls) {
        var backlog = new long[PARTITIONS];
        Arrays.fill(backlog, calls / PARTITIONS);
        return backlog;
    }

    /** That share in one partition, the rest even. */
    static long[] skewed(long calls, double share) {
        long[] backlog = even(Math.round(calls * (1 - share)));
        backlog[7] += Math.round(calls * share);
        return backlog;
    }

    /** Sets the fleet's size from that moment on. */
    FleetSim size(double at, int count) {
        at(at, () -> {
            while (workers.size() < count) {
                workers.add(new Worker(workers.size()));
            }
            for (int index = 0; index < workers.size(); index++) {
                workers.get(index).member = index < count;
            }
            rebalance();
        });
        return this;
    }

    /** A worker dies without a word; the group notices after its session timeout. */
    FleetSim crash(double at, int worker, double session) {
        at(at, () -> {
            workers.get(worker).alive = false;
            workers.get(worker).member = false;
        });
        at(at + session, this::rebalance);
        return this;
    }

    /** A worker cannot read the backlog for that long. */
    FleetSim deafen(double from, double to, int worker) {
        at(from, () -> workers.get(worker).deaf = true);
        at(to, () -> workers.get(worker).deaf = false);
        return this;
    }

    /** So many jobs more arrive in that partition. */
    FleetSim publish(double at, int partition, long jobs) {
        at(at, () -> {
            open[partition] += jobs;
            unfinished[partition] += jobs;
        });
        return this;
    }

    /** Runs to that moment; the calls in the order in which they came to the provider. */
    List<Double> run(double end) {
        while (!events.isEmpty() && events.peek().at <= end) {
            events.poll().action.run();
        }
        calls.sort(Comparator.naturalOrder());
        return calls;
    }

    private final class Worker {
        private final int index;
        private final double clockError = (random.nextDouble() * 2 - 1) * world.skew;
        private final Set<FleetPartition> ours = new HashSet<>();
        private FleetHistory history = FleetHistory.EMPTY;
        private boolean member = true;
        private boolean alive = true;
        private boolean deaf;
        private int turn;

        Worker(int index) {
            this.index = index;
            nextSlot((long) Math.ceil(now / spacing()));
            nextRead((long) Math.ceil(now / FleetHistory.TICK.toMillis()));
        }

        private void nextSlot(long number) {
            double nominal = number * spacing();
            at(nominal - clockError, () -> {
                slot(number, nominal);
                nextSlot(number + 1);
            });
        }

        private void nextRead(long number) {
            double tick = (double) number * FleetHistory.TICK.toMillis();
            at(tick - clockError + random.nextDouble(5, 60), () -> {
                if (!deaf && random.nextDouble() >= world.missed) {
                    history = history.with(reading(tick));
                }
                nextRead(number + 1);
            });
        }

        private void slot(long number, double nominal) {
            double point = number * GOLDEN - Math.floor(number * GOLDEN);
            if (!alive || !history.portion(allocator, ours, instant(nominal)).contains(point)) {
                return;
            }
            for (int tried = 0; tried < PARTITIONS; tried++) {
                int partition = turn++ % PARTITIONS;
                if (owners[partition] == this && open[partition] > 0) {
                    call(partition);
                    return;
                }
            }
        }

        private void call(int partition) {
            open[partition]--;
            double sent = now;
            calls.add(sent + random.nextDouble() * world.jitter);
            double finished = sent + random.nextDouble(300, 1_500);
            double committed = (Math.ceil(finished / COMMIT_GAP) + index / 10.0) * COMMIT_GAP;
            at(committed, () -> {
                if (alive) {
                    unfinished[partition]--;
                } else {
                    open[partition]++;
                }
            });
        }
    }

    private void at(double time, Runnable action) {
        events.add(new Event(time, () -> {
            now = time;
            action.run();
        }));
    }

    private double spacing() {
        return 1_000 / (world.rate * (1 - world.headroom));
    }

    private FleetReading reading(double tick) {
        Map<FleetPartition, Double> backlog = new HashMap<>();
        for (int number = 0; number < PARTITIONS; number++) {
            backlog.put(new FleetPartition("jobs", number), (double) unfinished[number]);
        }
        return new FleetReading(instant(tick), backlog);
    }

    /** By range. The old owner hears of it, finishes what is in flight, and lets go; later the new one hears of that. */
    private void rebalance() {
        List<Worker> members = workers.stream().filter(worker -> worker.member).toList();
        for (int number = 0; number < PARTITIONS; number++) {
            int partition = number;
            Worker next = members.get(number * members.size() / PARTITIONS);
            Worker old = owners[number];
            if (old == next) {
                continue;
            }
            boolean asks = old != null && old.alive;
            double released = now + (asks ? random.nextDouble(300, HEARTBEAT + 1_500) : 0);
            double taken = released + (old == null ? 0 : random.nextDouble(50, HEARTBEAT));
            at(released, () -> release(partition, old));
            at(taken, () -> take(partition, next));
        }
    }

    private void release(int partition, Worker old) {
        if (old != null && owners[partition] == old) {
            owners[partition] = null;
            old.ours.remove(new FleetPartition("jobs", partition));
        }
    }

    private void take(int partition, Worker next) {
        owners[partition] = next;
        next.ours.add(new FleetPartition("jobs", partition));
    }

    private static Instant instant(double millis) {
        return ORIGIN.plusNanos(Math.round(millis * 1e6));
    }
}
