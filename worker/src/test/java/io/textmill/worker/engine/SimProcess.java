package io.textmill.worker.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * One life of a worker: the engine thread, its clients and its clock, from the start to a stop, a failure or a kill.
 *
 * <p>The engine thread comes through {@link #pass} before and after whatever it does outside; there it may find that it
 * is dead, has to stand still, or that time has passed.
 */
final class SimProcess {
    /** The longest time between two turns of an engine for which nothing happens. */
    private static final int LONGEST_IDLE = 120_000;

    /** What of that the engine notices: less than what it would take for a stall. */
    private static final int LONGEST_TURN = 1_900;

    private final SimWorld world;
    private final String worker;
    private final int life;
    private final SimTime.Actor thread;
    private final SimHands hands;
    private final SimReach reach;
    private SimConsumer consumer;
    private Engine engine;
    private boolean dead;
    private boolean idle;
    private int idleTurns;

    /** What the wall clock is wrong by. */
    private long skew;

    /** What the ticker is behind by: the part of idle times in which there would have been turns. */
    private long unticked;

    /** Thrown out of the engine thread of a process that was killed: nothing that it does on its way out has any effect. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed() {
            super("killed", null, false, false);
        }
    }

    SimProcess(SimWorld world, String worker, int life) {
        this.world = world;
        this.worker = worker;
        this.life = life;
        this.thread = world.time.new Actor();
        this.hands = new SimHands(this);
        this.reach = new SimReach(this);
    }

    /** Starts its engine on a thread of its own. */
    void start(Engine started) {
        world.trace(() -> this + " starts");
        engine = started;
        thread.start(toString(), this::live);
    }

    private void live() {
        try {
            engine.run();
            world.trace(() -> this + " has stopped");
        } catch (Killed e) {
            world.trace(() -> this + " is dead");
        } catch (SimWorld.Violation e) {
            world.trace(() -> this + " has violated an invariant");
        } catch (Throwable e) {
            world.trace(() -> this + " failed: " + e);
            failed(e);
        } finally {
            dead = true;
            reach.fallSilent(0);
            world.cluster.over(this, worker, life);
        }
    }

    /** The one reason to fail here is that somebody else has the producer's id, again and again. */
    private void failed(Throwable reason) {
        world.counts.add(SimEvent.ENGINE_FAILED);
        Throwable cause = reason instanceof KafkaException && reason.getCause() != null ? reason.getCause() : reason;
        if (!String.valueOf(cause.getMessage()).contains("ids must differ")) {
            world.time.after(0, () -> world.violated("engine", this + " failed", reason));
        }
    }

    /** The id of its producer, while that is not stuck. */
    String transactionalId() {
        return SimWorld.GROUP + "-" + worker + "-0";
    }

    // What the engine stands on

    SimWorld world() {
        return world;
    }

    SimHands hands() {
        return hands;
    }

    SimConsumer consumer() {
        return consumer;
    }

    String worker() {
        return worker;
    }

    SimConsumer join() {
        consumer = new SimConsumer(this);
        return consumer;
    }

    Instant wallClock() {
        return SimWorld.EPOCH.plusMillis(world.time.now() + skew);
    }

    Ticker ticker() {
        return new Ticker(() -> Duration.ofMillis(world.time.now() - unticked).toNanos());
    }

    // On the engine thread

    /** A point between two steps of the engine. */
    void pass(String step) {
        requireAlive();
        world.stepped(this, step);
        long delay = world.faults.delay();
        if (delay > 0) {
            thread.sleep(delay);
        }
        requireRunning();
    }

    /** Lets time pass. */
    void sleep(long millis) {
        thread.sleep(millis);
        requireRunning();
    }

    /**
     * Waits for something to happen, about that long. The longer nothing has happened, the longer each wait, as if there
     * had been many.
     */
    void idle(Duration wait) {
        idleTurns++;
        long most = Math.round(wait.toMillis() * Math.pow(1.3, Math.min(idleTurns, 60)));
        long from = world.time.now();
        idle = true;
        thread.doze(Math.min(most, LONGEST_IDLE));
        idle = false;
        unticked += Math.max(0, world.time.now() - from - LONGEST_TURN);
        requireRunning();
    }

    /** Waits until brokers are reached, at most that long; whether they are. */
    boolean awaitBrokers(Duration most) {
        long end = world.time.now() + most.toMillis();
        while (!reach.reachesBrokers() && world.time.now() < end) {
            sleep(Math.min(end - world.time.now(), 1 + reach.reachableIn()));
        }
        return reach.reachesBrokers();
    }

    private void requireAlive() {
        if (dead) {
            throw new Killed();
        }
    }

    private void requireRunning() {
        requireAlive();
        while (!reach.isAwake()) {
            thread.sleep(reach.frozenFor());
            requireAlive();
        }
    }

    // From outside

    SimReach reach() {
        return reach;
    }

    boolean isDead() {
        return dead;
    }

    boolean isIdle() {
        return idle;
    }

    boolean isAwake() {
        return reach.isAwake();
    }

    boolean reachesBrokers() {
        return reach.reachesBrokers();
    }

    /** Something has happened that may concern it. */
    void wake() {
        idleTurns = 0;
        thread.wake(world.time.now() + world.random.between(0, 10));
    }

    /** Something has happened that is its own doing. */
    void busy() {
        idleTurns = 0;
    }

    /** SIGKILL. */
    void kill() {
        if (!dead) {
            dead = true;
            reach.fallSilent(0);
            thread.startle();
        }
    }

    /** SIGTERM. */
    void stop() {
        engine.stop();
        wake();
    }

    /** A second SIGTERM. */
    void abort() {
        engine.abort();
        wake();
    }

    /** Faults end. */
    void recover() {
        reach.recover();
        idleTurns = 0;
        thread.startle();
        if (consumer != null) {
            consumer.member().heardOfAgain();
        }
    }

    void stepClock(long millis) {
        skew += millis;
    }

    /** Partitions that the engine does not work on. */
    Set<TopicPartition> blocked() {
        // One that leaves takes its opinion with it: the next owner may think otherwise.
        boolean isLeaving = engine.status().phase() != EngineStatus.Phase.RUNNING;
        return isLeaving ? Set.of() : engine.status().blocked().keySet();
    }

    @Override
    public String toString() {
        return worker + "#" + life;
    }
}
