package io.textmill.bench.chaos;

import io.textmill.sandbox.kafka.KafkaCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Does what a plan says, each fault on a virtual thread of its own. */
final class Trouble {
    /** A broker that is killed while another's replicas are behind stops partitions; that is not what is to be tested. */
    private static final Duration IN_SYNC = Duration.ofSeconds(20);

    private final KafkaCluster cluster;
    private final Fleet fleet;
    private final Consumer<String> say;

    Trouble(KafkaCluster cluster, Fleet fleet, Consumer<String> say) {
        this.cluster = cluster;
        this.fleet = fleet;
        this.say = say;
    }

    /** Held by whoever does something to a worker, or to any broker. */
    private final Map<String, Lock> seats = new ConcurrentHashMap<>();

    /** Begins now; returns when the last fault is undone. */
    Void make(Plan plan) throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<Void>>();
            for (Fault fault : plan.faults()) {
                all.add(hands.submit(() -> {
                    Thread.sleep(Duration.ofNanos(Math.max(0, start + fault.at().toNanos() - System.nanoTime())));
                    make(fault);
                    return null;
                }));
            }
            for (Future<Void> each : all) {
                each.get();
            }
        }
        return null;
    }

    /** A worker that is slow to come back holds up what is next for it: it would be told to leave before it is there. */
    private void make(Fault fault) throws InterruptedException {
        Lock seat = seats.computeIfAbsent(Plan.seat(fault.kind(), fault.target()), _ -> new ReentrantLock());
        seat.lockInterruptibly();
        try {
            makeNow(fault);
        } finally {
            seat.unlock();
        }
    }

    private void makeNow(Fault fault) throws InterruptedException {
        int target = fault.target();
        if (!fault.kind().isOfWorker() && !cluster.awaitInSync(IN_SYNC)) {
            say.accept(fault.line() + ": left out, replicas are behind");
            return;
        }
        say.accept(fault.line());
        switch (fault.kind()) {
            case KILL_WORKER -> {
                fleet.kill(target);
                Thread.sleep(fault.lasts());
                fleet.start(target);
            }
            case FREEZE_WORKER, PAUSE_WORKER -> fleet.freeze(target, fault.lasts());
            case DRAIN_WORKER -> {
                fleet.drain(target);
                Thread.sleep(fault.lasts());
                fleet.start(target);
            }
            case KILL_BROKER -> {
                cluster.kill(target);
                Thread.sleep(fault.lasts());
                cluster.restart(target);
            }
            case FREEZE_COORDINATOR -> {
                int broker = cluster.coordinatorOf(Site.transactionsOf(target));
                try (var _ = Freeze.of(cluster.pid(broker))) {
                    Thread.sleep(fault.lasts());
                }
            }
        }
    }
}
